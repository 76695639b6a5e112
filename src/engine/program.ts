/** How patterns are written in a compiled lexicon: one character an instruction or a symbol, so that loading parses nothing. */

/** Gaps are written as their size, '1' to '9'. */
export const GAP_0 = 48;
export const OPEN = 40;
export const OR = 47;
export const CLOSE = 41;
/** Closes a group that may be left out. */
export const CLOSE_OPTIONAL = 63;
export const CARET = 33;
export const DOLLAR = 36;
/** Another way to match the same row. */
export const AGAIN = 43;
export const END = 59;

/** In the list of words, stands before the classes that a word belongs to. */
export const OWNED = '¦';

/** Symbols are written from here on: readable characters only, so that JSON escapes next to none. */
export const FIRST = 64;
const SURROGATES = 0xd800;
const SURROGATES_SIZE = 0x800;

/** Largest number that `encode` takes. */
export const MAX_NUMBER = 0xffff - SURROGATES_SIZE - FIRST;

/** A number as one character (no surrogate, no control character). */
export function encode(number: number): string {
	const code = number + FIRST;
	return String.fromCharCode(code >= SURROGATES ? code + SURROGATES_SIZE : code);
}

/** The number that a character code stands for; negative for instructions. */
export function decode(code: number): number {
	return (code >= SURROGATES + SURROGATES_SIZE ? code - SURROGATES_SIZE : code) - FIRST;
}

/** The pattern in words again, for the id of a row. */
export function show(program: string, from: number, names: readonly string[]): string {
	let text = '';
	const space = (): void => {
		if (text && !/[(|^ ]$/.test(text)) text += ' ';
	};
	let dollar = '';
	for (let i = from; i < program.length; i++) {
		const code = program.charCodeAt(i);
		if (code === END || code === AGAIN) break;
		if (code === CARET) text += '^';
		else if (code === DOLLAR) dollar = '$';
		else if (code === OPEN) {
			space();
			text += '(';
		} else if (code === OR) text += '|';
		else if (code === CLOSE) text += ')';
		else if (code === CLOSE_OPTIONAL) text += ')?';
		else if (code < FIRST) {
			space();
			text += `…${code - GAP_0}`;
		} else {
			space();
			text += nameOf(names[decode(code)] ?? '');
		}
	}
	const single = /^~[^ |()^$]+$/.test(text);
	return (single ? text.slice(1) : text) + dollar;
}

function nameOf(line: string): string {
	const bar = line.length > 1 ? line.indexOf(OWNED) : -1;
	const symbol = bar < 0 ? line : line.slice(0, bar);
	const tab = symbol.indexOf('\t');
	return tab < 0 ? symbol : `~${symbol.slice(0, tab)}`;
}
