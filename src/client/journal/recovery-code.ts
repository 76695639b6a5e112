/** The recovery code: 120 random bits as 24 characters that are easily copied by hand, in six groups of four. */

/** Base32 after Crockford: no I, L, O or U, which are mistaken for others or make words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 24;
const GROUP = 4;

/** A new code, `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`. */
export function newRecoveryCode(): string {
	// 256 is a multiple of 32: no character is more likely than another.
	const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
	const text = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
	return text.replace(new RegExp(`.{${GROUP}}(?!$)`, 'g'), '$&-');
}

/** The 24 characters of a code as somebody typed it (case, spaces and dashes aside; O is 0, I and L are 1), or null if it cannot be one. */
export function readRecoveryCode(typed: string): string | null {
	const text = typed
		.toUpperCase()
		.replace(/[\s\u202f-]/g, '')
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');
	if (text.length !== LENGTH) return null;
	return [...text].every((character) => ALPHABET.includes(character)) ? text : null;
}
