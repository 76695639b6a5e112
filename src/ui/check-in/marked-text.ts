/** Cuts the person's text into plain pieces and underlined cues, overlapping cues merged into one. */
import type { Evidence } from '#contracts/reading.ts';

export type CueMark = 'constraint' | 'resource' | 'emotion';
export type Piece =
	| { kind: 'plain'; start: number; end: number; text: string }
	| { kind: 'cue'; start: number; end: number; text: string; mark: CueMark; items: Evidence[] };

/** Paragraph = up to the end of a sentence; an opened note stands between two of them. */
export type Sentence = Piece[];

const markOf = (label: string): CueMark =>
	label.endsWith('-') || label === 'crisis' || label === 'violence'
		? 'constraint'
		: label.endsWith('+')
			? 'resource'
			: 'emotion';

const RANK: Record<CueMark, number> = { constraint: 2, resource: 1, emotion: 0 };

/** Cues that changed nothing a person would know of are left plain. */
const SHOWN = 0.05;

/** @param evidence any order; offsets in UTF-16 units of `text`, end exclusive */
export function cutIntoPieces(text: string, evidence: readonly Evidence[]): Piece[] {
	const shown = evidence
		.filter(({ weight, start, end }) => weight > SHOWN && end > start)
		.map((item) => ({ item, ...toWords(text, item) }))
		.sort((a, b) => a.start - b.start || b.end - a.end);
	const pieces: Piece[] = [];
	let at = 0;
	for (let i = 0; i < shown.length;) {
		const first = shown[i]!;
		let end = first.end;
		const items: Evidence[] = [];
		for (; i < shown.length && (shown[i]!.start < end || items.length === 0); i++) {
			items.push(shown[i]!.item);
			end = Math.max(end, shown[i]!.end);
		}
		if (first.start > at) pieces.push(plain(text, at, first.start));
		const marks = items.map(({ label }) => markOf(label));
		const mark = marks.reduce((a, b) => (RANK[b] > RANK[a] ? b : a));
		pieces.push({
			kind: 'cue',
			start: first.start,
			end,
			text: text.slice(first.start, end),
			mark,
			items: items.sort((a, b) => b.weight - a.weight),
		});
		at = end;
	}
	if (at < text.length) pieces.push(plain(text, at, text.length));
	return pieces;
}

/** A cue may begin within a word ("hasn't"): whole words are underlined. */
function toWords(text: string, { start, end }: { start: number; end: number }) {
	let from = start;
	let to = end;
	while (from > 0 && LETTER.test(text[from - 1]!) && LETTER.test(text[from]!)) from--;
	while (to < text.length && LETTER.test(text[to - 1]!) && LETTER.test(text[to]!)) to++;
	return { start: from, end: to };
}

const LETTER = /\p{L}/u;

/** Groups pieces so that a note can open right after the sentence it explains. */
export function intoSentences(pieces: readonly Piece[]): Sentence[] {
	const sentences: Sentence[] = [[]];
	for (const piece of pieces) {
		if (piece.kind === 'cue') {
			sentences.at(-1)!.push(piece);
			continue;
		}
		let from = 0;
		for (const match of piece.text.matchAll(/[.!?…]+\s+|\n+/g)) {
			const to = match.index + match[0].length;
			sentences.at(-1)!.push(sub(piece, from, to));
			sentences.push([]);
			from = to;
		}
		if (from < piece.text.length) sentences.at(-1)!.push(sub(piece, from, piece.text.length));
	}
	return sentences.filter((sentence) => sentence.length > 0);
}

const plain = (text: string, start: number, end: number): Piece => ({
	kind: 'plain',
	start,
	end,
	text: text.slice(start, end),
});

const sub = (piece: Piece, from: number, to: number): Piece => ({
	kind: 'plain',
	start: piece.start + from,
	end: piece.start + to,
	text: piece.text.slice(from, to),
});
