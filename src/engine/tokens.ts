/** The token stream: parallel typed arrays, reused from text to text. */
import { wider } from './wider.ts';

/** The sentence, or only the clause, ends before the token. */
export const CLAUSE = 1;
export const SENTENCE = 2;

export const ACCENTED = 1;
export const CAPS = 2;
export const ELONGATED = 4;
export const NUMBER = 8;
export const SLIP = 16;
/** French "ne" stood before it. */
export const AFTER_NE = 32;
/** Several spellings fold to it, and it bears no accent. */
export const AMBIGUOUS = 64;
/** Followed by `'s`. */
export const POSSESSIVE = 128;

export const QUESTION = 1;
export const EXCLAMATION = 2;
export const ELLIPSIS = 4;

export class Tokens {
	/** Number of tokens. */
	n = 0;
	/** Offsets in the text, UTF-16 units, end exclusive. */
	start = new Int32Array(256);
	end = new Int32Array(256);
	/** Vocabulary entry: the same for the same form within a text; `vocabulary.hash` tells forms apart in any text. */
	entry = new Int32Array(256);
	/** List of its symbols (symbol-lists.ts), and their offset and number. */
	list = new Int32Array(256);
	symOff = new Int32Array(256);
	symLen = new Int32Array(256);
	/** Key of the first letters (sign-keys.ts), and the row of their sign, or -1. */
	stem = new Int32Array(256);
	sign = new Int32Array(256);
	flags = new Uint8Array(256);
	/** CLAUSE or SENTENCE when one ends before the token. */
	brk = new Uint8Array(256);
	/** Marks that follow the token: QUESTION, EXCLAMATION, ELLIPSIS. */
	punct = new Uint8Array(256);
	/** Quotation marks seen. */
	quotes = 0;
	/** Letters of each token, only when asked for. */
	words: string[] | null = null;

	grow(): void {
		this.start = wider(this.start);
		this.end = wider(this.end);
		this.entry = wider(this.entry);
		this.symOff = wider(this.symOff);
		this.symLen = wider(this.symLen);
		this.list = wider(this.list);
		this.stem = wider(this.stem);
		this.sign = wider(this.sign);
		this.flags = wider(this.flags);
		this.brk = wider(this.brk);
		this.punct = wider(this.punct);
	}

	/** Has token `i` this symbol? `syms` are those of the vocabulary. */
	has(i: number, symbol: number, syms: Int32Array): boolean {
		const off = this.symOff[i]!;
		for (let k = off + this.symLen[i]! - 1; k >= off; k--) if (syms[k] === symbol) return true;
		return false;
	}

	/** Is `i` the first token of a sentence? (The end of the text counts as one.) */
	opensSentence(i: number): boolean {
		return i >= this.n || this.brk[i] === SENTENCE;
	}
}
