/** Finds the known word one keyboard slip away from an unknown one: every slip is tried, none is listed beforehand. */
import { NO_SLIP, type Vocabulary } from './vocabulary.ts';

/** Shorter and longer words are taken as they stand. */
const MIN_LETTERS = 6;
const MAX_LETTERS = 24;
const A = 97;
const Z = 122;

export class Slips {
	private readonly vocabulary: Vocabulary;
	private readonly word = new Uint16Array(MAX_LETTERS + 2);

	constructor(vocabulary: Vocabulary) {
		this.vocabulary = vocabulary;
	}

	/** Entry of the word that the unknown form `entry` is a slip of, or -1; looked for once. */
	of(entry: number, typed: Uint16Array, len: number): number {
		const known = this.vocabulary.slip[entry]!;
		if (known) return known > 0 ? known - 1 : -1;
		const found = this.find(typed, len);
		this.vocabulary.slip[entry] = found < 0 ? NO_SLIP : found + 1;
		return found;
	}

	/**
	 * Entry of a word at one slip from `typed[0..len)`, else -1: a letter not doubled, a letter left out, then, from the second letter on,
	 * one too many, two swapped, or another one. The first letter holds, and endings are grammar: the last two letters hold too, unless swapped.
	 */
	private find(typed: Uint16Array, len: number): number {
		if (len < MIN_LETTERS - 1 || len > MAX_LETTERS) return -1;
		for (let at = 1; at <= len - 2; at++) {
			this.copy(typed, 0, at, 0);
			this.copy(typed, at - 1, len, at);
			if (this.isForm(len + 1)) return this.entry(len + 1);
		}
		for (let at = 1; at <= len - 2; at++) {
			this.copy(typed, 0, at, 0);
			this.copy(typed, at, len, at + 1);
			if (this.tryLetters(at, len + 1, -1)) return this.entry(len + 1);
		}
		for (let at = 1; at < len; at++) {
			const inside = at <= len - 3;
			if (inside) {
				this.copy(typed, 0, at, 0);
				this.copy(typed, at + 1, len, at);
				if (this.isForm(len - 1)) return this.entry(len - 1);
			}
			this.copy(typed, 0, len, 0);
			if (at + 1 < len && typed[at] !== typed[at + 1]) {
				this.word[at] = typed[at + 1]!;
				this.word[at + 1] = typed[at]!;
				if (this.isForm(len)) return this.entry(len);
				this.word[at] = typed[at]!;
				this.word[at + 1] = typed[at + 1]!;
			}
			if (inside && this.tryLetters(at, len, typed[at]!)) return this.entry(len);
		}
		return -1;
	}

	/** Puts each letter but `not` at `at` until a word comes out. */
	private tryLetters(at: number, len: number, not: number): boolean {
		for (let code = A; code <= Z; code++) {
			this.word[at] = code;
			if (code !== not && this.isForm(len)) return true;
		}
		return false;
	}

	private isForm(len: number): boolean {
		return len >= MIN_LETTERS && this.vocabulary.isForm(this.word, len);
	}

	private entry(len: number): number {
		return this.vocabulary.entryOf(this.word, 0, len);
	}

	private copy(from: Uint16Array, start: number, end: number, to: number): void {
		for (let i = start; i < end; i++) this.word[to + i - start] = from[i]!;
	}
}
