/** How French elisions and English contractions open: `j'ai` is `je ai`, `don't` is `do not`. */

/** The `'s` of a noun: left out of the stream. */
export const PLAIN_S = "'s";

const VERBAL_S = new Set(
	(
		'it he she that there here what who where when how this everyone everybody nobody someone somebody everything nothing ' +
		'something everyones one'
	).split(' '),
);

/** Do the letters before a French apostrophe end in a dropped e? (`j`, `c`, `qu`, `jusqu`…) */
export function takesE(word: Uint16Array, len: number): boolean {
	if (len === 1) {
		switch (word[0]) {
			case 106: // j
			case 99: // c
			case 100: // d
			case 108: // l
			case 109: // m
			case 110: // n
			case 115: // s
			case 116: // t
				return true;
		}
		return false;
	}
	return len > 1 && word[len - 2] === 113 && word[len - 1] === 117;
}

/**
 * The word that an English apostrophe at `at` hides: `not`, `is`, `am`, `are`, `have`, `will`, `would`, `us`, `PLAIN_S`, or null
 * where it is only a letter of the word (o'clock).
 */
export function openContraction(
	text: string,
	at: number,
	word: Uint16Array,
	len: number,
): string | null {
	const first = text.charCodeAt(at + 1) | 32;
	const second = text.charCodeAt(at + 2) | 32;
	const short = !isLetter(second);
	const long = isLetter(second) && !isLetter(text.charCodeAt(at + 3) | 32);
	if (short) {
		if (first === 116 && len > 1 && word[len - 1] === 110) return 'not';
		if (first === 109) return 'am';
		if (first === 100) return 'would';
		if (first === 115) {
			const before = String.fromCharCode(...word.subarray(0, len));
			if (before === 'let') return 'us';
			return VERBAL_S.has(before) ? 'is' : PLAIN_S;
		}
	}
	if (long) {
		if (first === 114 && second === 101) return 'are';
		if (first === 118 && second === 101) return 'have';
		if (first === 108 && second === 108) return 'will';
	}
	return null;
}

function isLetter(code: number): boolean {
	return code >= 97 && code <= 122;
}
