import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixtureLexicon } from './fixture.ts';
import { createEngine } from './read.ts';

const lexicons = { fr: fixtureLexicon('fr'), en: fixtureLexicon('en') };
const engine = createEngine(lexicons);
/** Any UTF-16 at all, lone surrogates too, and texts rich in what the engine looks for. */
const anything = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 300 }),
	fc
		.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
		.map((units) => String.fromCharCode(...units)),
	fc
		.array(
			fc.constantFrom(
				..."pas plus très mais content épuisé je ne deux pour quarante 😴 👩‍🔬 … . ? ! ' ’ - :( é \u0301 \ud83d 23h jpp cheffe".split(
					' ',
				),
			),
			{ maxLength: 60 },
		)
		.map((words) => words.join(' ')),
	fc
		.array(
			fc.constantFrom('a', "'", '…', '.', ':', '\ud83d', '\ude34', '\u200d', 'é', ' ', '1', 'h'),
			{ maxLength: 80 },
		)
		.map((p) => p.join('')),
);

describe('whatever the text', () => {
	test('it is read without throwing, in bounds, and each cue is the text between its offsets', () => {
		fc.assert(
			fc.property(anything, fc.constantFrom('fr', 'en', undefined), (text, lang) => {
				const reading = engine.read(text, lang ? { lang } : {});
				expect(Math.abs(reading.valence)).toBeLessThanOrEqual(1);
				for (const { weight } of [...reading.emotions, ...reading.factors]) {
					expect(weight).toBeGreaterThan(0);
					expect(weight).toBeLessThanOrEqual(1);
				}
				for (const cue of reading.evidence) {
					expect(cue.end).toBeGreaterThan(cue.start);
					expect(text.slice(cue.start, cue.end)).toBe(cue.cue);
				}
			}),
			{ numRuns: 600 },
		);
	});

	test('the reading depends on nothing but the text', () => {
		fc.assert(
			fc.property(anything, anything, (text, other) => {
				const first = engine.read(text);
				engine.read(other);
				expect(engine.read(text)).toEqual(first);
				expect(createEngine(lexicons).read(text)).toEqual(first);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('a megabyte', () => {
	const million = 1_000_000;
	const cases: Record<string, string> = {
		'of one letter': 'a'.repeat(million),
		'of one word': 'content '.repeat(million / 8),
		'of negations': 'pas '.repeat(million / 4),
		'of contrasts': 'content mais fatigué '.repeat(million / 21),
		'of frames half begun': 'deux pour '.repeat(million / 10),
		'of questions': 'content ? '.repeat(million / 10),
		'of numbers': '1 '.repeat(million / 2),
		'of unknown words': Array.from(
			{ length: million / 8 },
			(_, i) => `zq${(i * 7919) % 99991}xy`,
		).join(' '),
		'of emoji': '😴'.repeat(million / 2),
		'of joiners': '\u200d\ud83d'.repeat(million / 2),
		'of points': '.'.repeat(million),
		'of apostrophes': "l'".repeat(million / 2),
		'of spellings that open': 'jpp '.repeat(million / 4),
	};
	for (const [name, text] of Object.entries(cases)) {
		test(`${name} is read in linear time`, () => {
			engine.read(text.slice(0, 50_000));
			const time = (sample: string): number => {
				const begin = performance.now();
				engine.read(sample, { lang: 'fr' });
				return performance.now() - begin;
			};
			const whole = time(text);
			if (whole < 1000) return;
			// a busy machine: then at least no worse than in proportion
			expect(whole).toBeLessThan(8 * (time(text.slice(0, million / 4)) + 50));
		});
	}
});
