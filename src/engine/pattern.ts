/** The pattern language of the lexicon (lexicon/README.md describes it). */
import { emoticonLength } from './emoticons.ts';

export type Pattern = {
	/** Must open a sentence. */
	caret: boolean;
	/** Must end one. */
	dollar: boolean;
	/** In order, the choices of each part; a choice is a list of elements, empty where the part is optional. */
	parts: string[][][];
	/** Other ways to match the same row. */
	also?: Pattern[];
};

/** Reads one pattern. Errors are returned as text. */
export function parsePattern(source: string): Pattern | string {
	let text = source;
	const caret = text.startsWith('^') && text.length > 1 && text !== '^^';
	if (caret) text = text.slice(1).trimStart();
	const dollar = text.endsWith('$') && text.length > 1;
	if (dollar) text = text.slice(0, -1).trimEnd();
	const pieces = split(text);
	if (typeof pieces === 'string') return pieces;
	const parts: string[][][] = [];
	for (const piece of pieces) {
		const choices = isEmoticon(piece) ? [[piece]] : readPart(piece);
		if (typeof choices === 'string') return choices;
		parts.push(choices);
	}
	const trimmed = trimGaps(parts);
	if (trimmed.length === 0 || trimmed.every((part) => part.some((choice) => choice.length === 0))) {
		return 'empty pattern';
	}
	return { caret, dollar, parts: trimmed };
}

/** Every reading of a pattern, its alternatives multiplied out; null where there are more than `limit`. */
export function expand(parts: string[][][], limit: number): string[][] | null {
	let product = 1;
	for (const part of parts) if ((product *= part.length) > limit) return null;
	let sequences: string[][] = [[]];
	for (const part of parts) {
		sequences = sequences.flatMap((sequence) => part.map((choice) => [...sequence, ...choice]));
	}
	return sequences;
}

/** Size of the gap an element stands for, or -1. */
export function gapOf(element: string): number {
	if (element.charCodeAt(0) !== 0x2026) return -1;
	if (element.length === 1) return 3;
	const size = Number(element.slice(1));
	return size >= 1 && size <= 9 && Number.isInteger(size) ? size : -2;
}

function split(text: string): string[] | string {
	const parts: string[] = [];
	let depth = 0;
	let part = '';
	for (let i = 0; i < text.length; i++) {
		const char = text[i]!;
		const smiley = depth === 0 && part === '' ? emoticonLength(text, i) : 0;
		if (smiley > 0 && (text[i + smiley] ?? ' ') === ' ') {
			parts.push(text.slice(i, i + smiley));
			i += smiley;
			continue;
		}
		if (char === '(' && ++depth > 1) return 'nested parentheses';
		if (char === ')' && --depth < 0) return 'unbalanced )';
		if (char === ' ' && depth === 0) {
			if (part) parts.push(part);
			part = '';
		} else part += char;
	}
	if (depth) return 'unbalanced (';
	if (part) parts.push(part);
	return parts;
}

function isEmoticon(piece: string): boolean {
	return emoticonLength(piece, 0) === piece.length;
}

function readPart(part: string): string[][] | string {
	const optional = part.endsWith('?') && part.length > 1;
	const body = optional ? part.slice(0, -1) : part;
	let choices: string[][];
	if (body.startsWith('(')) {
		if (!body.endsWith(')')) return `"${part}": ) must be followed by a space or ?`;
		choices = body
			.slice(1, -1)
			.split('|')
			.map((choice) => choice.split(' ').filter(Boolean));
	} else if (body.includes('|')) return `"${part}": | outside parentheses`;
	else choices = [[body]];
	if (optional) choices.push([]);
	return choices;
}

/** Is the part a gap and nothing else? */
export function isGap(part: string[][] | undefined): boolean {
	return part?.length === 1 && part[0]!.length === 1 && gapOf(part[0]![0]!) > 0;
}

/** A gap at either end says nothing. */
export function trimGaps(parts: string[][][]): string[][][] {
	let from = 0;
	let to = parts.length;
	while (from < to && isGap(parts[from]!)) from++;
	while (to > from && isGap(parts[to - 1]!)) to--;
	return parts.slice(from, to);
}
