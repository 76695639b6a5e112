/** The word being read, letter by letter: folded, and lower case with accents. */
import { FOLD, LOWER, TABLED } from './chars.ts';
import { ACCENTED } from './tokens.ts';

/** Letters of one word kept; the rest of a longer run is read over. */
export const WORD_MAX = 64;

export class WordBuffer {
	protected readonly fold = new Uint16Array(WORD_MAX + 4);
	protected readonly lower = new Uint16Array(WORD_MAX + 4);
	protected foldLen = 0;
	protected lowerLen = 0;
	/** Of the token in the making (see tokens.ts). */
	protected flags = 0;
	/** Capitals seen. */
	protected uppers = 0;

	protected clear(): void {
		this.foldLen = 0;
		this.lowerLen = 0;
		this.flags = 0;
		this.uppers = 0;
	}

	protected addCode(code: number): void {
		this.fold[this.foldLen++] = code;
		this.lower[this.lowerLen++] = code;
	}

	protected addLetter(code: number): void {
		if (this.foldLen >= WORD_MAX) return;
		if (code >= TABLED) {
			this.addCode(code);
			return;
		}
		const lower = LOWER[code]!;
		const fold = FOLD[code]!;
		if (lower !== code) this.uppers++;
		if (lower === 0x153 || lower === 0xe6 || lower === 0xdf) {
			this.addCode(lower === 0x153 ? 111 : lower === 0xe6 ? 97 : 115); // "oe" is as good as "œ"
			this.addCode(lower === 0xdf ? 115 : 101);
			return;
		}
		if (lower !== fold) this.flags |= ACCENTED;
		this.lower[this.lowerLen++] = lower;
		this.fold[this.foldLen++] = fold;
	}

	/** A combining accent: composes with the letter before it where Latin has the letter. */
	protected addMark(code: number): void {
		if (code < 0x300 || code > 0x36f || this.lowerLen === 0) return;
		const last = this.lower[this.lowerLen - 1]!;
		const composed = String.fromCharCode(last, code).normalize('NFC');
		if (composed.length === 1) this.lower[this.lowerLen - 1] = composed.charCodeAt(0);
		this.flags |= ACCENTED;
	}

	protected setWord(word: string): void {
		this.clear();
		for (let i = 0; i < word.length; i++) this.addCode(word.charCodeAt(i));
	}

	protected is(word: string): boolean {
		if (word.length !== this.foldLen) return false;
		for (let i = 0; i < word.length; i++) if (this.fold[i] !== word.charCodeAt(i)) return false;
		return true;
	}
}
