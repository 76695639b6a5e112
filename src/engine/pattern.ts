/** The pattern language of the lexicon, shared by the compiler and by `prepare` (lexicon/README.md describes it). */

export type Pattern = {
	/** Must open a sentence. */
	caret: boolean;
	/** Must end one. */
	dollar: boolean;
	/** Every reading of its alternatives: elements in order, as written. */
	sequences: string[][];
};

/** Readings one pattern may have. */
export const MAX_SEQUENCES = 96;

/** Opens alternatives and options. Errors are returned as text. */
export function parsePattern(source: string): Pattern | string {
	let text = source;
	const caret = text.startsWith('^');
	if (caret) text = text.slice(1).trimStart();
	const dollar = text.endsWith('$') && text.length > 1;
	if (dollar) text = text.slice(0, -1).trimEnd();
	const parts = split(text);
	if (typeof parts === 'string') return parts;
	let sequences: string[][] = [[]];
	for (const part of parts) {
		const choices = readPart(part);
		if (typeof choices === 'string') return choices;
		const next: string[][] = [];
		for (const sequence of sequences) {
			for (const choice of choices) next.push(choice.length ? [...sequence, ...choice] : sequence);
		}
		if (next.length > MAX_SEQUENCES) return `more than ${MAX_SEQUENCES} alternatives`;
		sequences = next;
	}
	const trimmed = sequences.map(trimGaps).filter((sequence) => sequence.length > 0);
	return trimmed.length ? { caret, dollar, sequences: trimmed } : 'empty pattern';
}

/** Size of the gap an element stands for, or -1. */
export function gapOf(element: string): number {
	if (element.charCodeAt(0) !== 0x2026) return -1;
	if (element.length === 1) return 3;
	const size = Number(element.slice(1));
	return size >= 1 && size <= 9 && Number.isInteger(size) ? size : -2;
}

function split(text: string): string[] | string {
	if (!text.includes('(')) return text.includes(')') ? 'unbalanced )' : text.split(' ').filter(Boolean);
	const parts: string[] = [];
	let depth = 0;
	let part = '';
	for (const char of text) {
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

function trimGaps(sequence: string[]): string[] {
	let from = 0;
	let to = sequence.length;
	while (from < to && gapOf(sequence[from]!) >= 0) from++;
	while (to > from && gapOf(sequence[to - 1]!) >= 0) to--;
	return from === 0 && to === sequence.length ? sequence : sequence.slice(from, to);
}
