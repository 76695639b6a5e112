/** Keys of signs: hashes of the first letters of words, of punctuation marks, and of two of these side by side. */
import { spread, step1 } from './hash.ts';

/** Letters of a word that count: inflection mostly changes what follows them. */
export const STEM = 5;

/** `^` the text begins, `$` it ends, `|` a sentence ends, `,` a clause ends, `?` `!` and `…`. */
export const SIGN_MARKS = ['^', '$', '|', ',', '?', '!', '…'] as const;

/** Numbers are all one word. */
export const NUMBER_STEM = stemKey([35], 1);

/** Key of the first letters of a folded word (`letters` by UTF-16 unit). */
export function stemKey(letters: ArrayLike<number>, length: number): number {
	let hash = 17;
	const end = length < STEM ? length : STEM;
	for (let i = 0; i < end; i++) hash = step1(hash, letters[i]!);
	return spread(Math.imul(hash, 0x9e3779b1));
}

/** Marks are no words: `?` alone has another key than a word that reads so. */
export function keyOfMark(mark: string): number {
	return stemKey([1, mark.charCodeAt(0)], 2);
}

export function keyOfPair(first: number, second: number): number {
	return spread(Math.imul(Math.imul(first, 0x85ebca6b) + second, 0xc2b2ae35));
}

/** How the beginning of a word is written in signs.tsv: folded, `*` if more letters may follow, `#` for a number. */
export function stemName(word: string): string {
	const folded = word.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
	if (/^\d/.test(folded)) return '#';
	return folded.length < STEM ? folded : `${folded.slice(0, STEM)}*`;
}

/** Key of a name as `stemName` writes it, or of a mark. */
export function keyOfName(name: string): number {
	if ((SIGN_MARKS as readonly string[]).includes(name)) return keyOfMark(name);
	const letters = name.replace(/(?<=.)\*$/, '');
	return stemKey(
		Array.from({ length: letters.length }, (_, i) => letters.charCodeAt(i)),
		letters.length,
	);
}
