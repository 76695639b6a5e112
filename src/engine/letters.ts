/** The letters of a word as the engine compares them. */
import { FOLD, LOWER, TABLED } from './chars.ts';

/** Lower case and composed in, folded letters and letters as written out (ligatures opened in both). */
export function lettersOf(word: string): { fold: number[]; exact: number[] } {
	const fold: number[] = [];
	const exact: number[] = [];
	for (let i = 0; i < word.length; i++) {
		const code = word.charCodeAt(i);
		if (code === 0x153 || code === 0xe6 || code === 0xdf) {
			const first = code === 0x153 ? 111 : code === 0xe6 ? 97 : 115;
			const second = code === 0xdf ? 115 : 101;
			fold.push(first, second);
			exact.push(first, second);
		} else {
			fold.push(code < TABLED ? FOLD[code]! : code);
			exact.push(code < TABLED ? LOWER[code]! : code);
		}
	}
	return { fold, exact };
}

const ASCII = /^[a-z0-9]*$/;

/** Without accents. */
export function foldOf(word: string): string {
	return ASCII.test(word) ? word : String.fromCharCode(...lettersOf(word).fold);
}
