import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '#contracts/reading.ts';
import { cutIntoPieces, intoSentences } from './marked-text.ts';

const evidence = (start: number, end: number, label: string, weight = 0.7): Evidence => ({
	start,
	end,
	cue: '',
	label,
	weight,
	rule: 'test',
});

describe('the marked text', () => {
	it('gives a heavy line precedence where cues overlap', () => {
		const pieces = cutIntoPieces('trop de colis, fatiguée', [
			evidence(0, 13, 'stress'),
			evidence(0, 7, 'intensity-'),
			evidence(15, 23, 'fatigue'),
		]);
		expect(pieces.map((piece) => (piece.kind === 'cue' ? piece.mark : piece.text))).toEqual([
			'constraint',
			', ',
			'emotion',
		]);
	});

	it('underlines whole words where a cue begins within one', () => {
		const pieces = cutIntoPieces("still hasn't been replaced", [evidence(9, 26, 'intensity-')]);
		expect(pieces.map((piece) => piece.text)).toEqual(['still ', "hasn't been replaced"]);
		// What is set aside goes back to the engine under its own offsets.
		expect(pieces[1]).toMatchObject({ items: [{ start: 9, end: 26 }] });
	});

	it('opens a new sentence after a full stop only outside a cue', () => {
		const sentences = intoSentences(cutIntoPieces('Un. Deux. Trois', [evidence(4, 8, 'joy')]));
		expect(sentences.map((s) => s.map((piece) => piece.text).join(''))).toEqual([
			'Un. ',
			'Deux. ',
			'Trois',
		]);
	});

	it('never loses, doubles or reorders a character', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', maxLength: 60 }),
				fc.array(fc.tuple(fc.nat(80), fc.nat(80), fc.constantFrom('joy', 'values-', 'values+'))),
				(text, spans) => {
					const cues = spans
						.map(([a, b, label]) => evidence(Math.min(a, b), Math.max(a, b), label))
						.filter(({ end }) => end <= text.length);
					const pieces = cutIntoPieces(text, cues);
					expect(pieces.map((piece) => piece.text).join('')).toBe(text);
					expect(
						intoSentences(pieces)
							.flat()
							.map((piece) => piece.text)
							.join(''),
					).toBe(text);
				},
			),
		);
	});
});
