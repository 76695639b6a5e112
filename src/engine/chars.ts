/** What each character is to the tokeniser, and its folded form: tables, so that the hot loop allocates nothing. */

export const SEPARATOR = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const APOSTROPHE = 3;
export const NEWLINE = 4;
/** Ends a sentence. */
export const STOP = 5;
/** Ends a clause. */
export const PAUSE = 6;
export const HYPHEN = 7;
/** Belongs to the letter before it: combining accents, joiners, soft hyphens. */
export const MARK = 8;
/** A token by itself: % € & + =. */
export const SIGN = 9;
export const EMOJI = 10;

/** First code point outside the tables. */
export const TABLED = 0x250;

/** Lower case with accents, by UTF-16 unit under `TABLED`. */
export const LOWER = new Uint16Array(TABLED);
/** Lower case without accents. œ, æ and ß, which fold to two letters, are handled by the tokeniser. */
export const FOLD = new Uint16Array(TABLED);
const CLASS = new Uint8Array(TABLED);

for (let code = 0; code < TABLED; code++) {
	const char = String.fromCharCode(code);
	const lower = char.toLowerCase();
	LOWER[code] = lower.charCodeAt(0);
	FOLD[code] = lower.normalize('NFD').charCodeAt(0);
	if (/\p{L}/u.test(char)) CLASS[code] = LETTER;
	else if (code >= 48 && code <= 57) CLASS[code] = DIGIT;
}
FOLD[0xf8] = FOLD[0xd8] = 111; // ø
for (const char of "'`´") CLASS[char.charCodeAt(0)] = APOSTROPHE;
for (const char of '\n\r\v\f\u0085') CLASS[char.charCodeAt(0)] = NEWLINE;
for (const char of '.!?;') CLASS[char.charCodeAt(0)] = STOP;
for (const char of ',:()[]{}"«»¡¿|') CLASS[char.charCodeAt(0)] = PAUSE;
for (const char of '%&+=¤£¥$') CLASS[char.charCodeAt(0)] = SIGN;
CLASS[45] = HYPHEN;
CLASS[0xad] = MARK;
CLASS[0xa9] = CLASS[0xae] = SEPARATOR;

/** Class of the UTF-16 unit `code`; a high surrogate is classed by the plane it opens. */
export function classOf(code: number): number {
	return code < TABLED ? CLASS[code]! : classOfRare(code);
}

function classOfRare(code: number): number {
	if (code >= 0x300 && code <= 0x36f) return MARK;
	if (code < 0x2000) return LETTER;
	if (code === 0x2019 || code === 0x2018 || code === 0x02bc || code === 0x2032) return APOSTROPHE;
	if (code === 0x2026) return STOP;
	if (code === 0x2028 || code === 0x2029) return NEWLINE;
	if (code === 0x2010 || code === 0x2011) return HYPHEN;
	if (code >= 0x2012 && code <= 0x2015) return PAUSE;
	if (code === 0x201c || code === 0x201d || code === 0x201e) return PAUSE;
	if (code >= 0x200b && code <= 0x200d) return MARK;
	if (code === 0x20ac) return SIGN;
	if (code >= 0x2190 && code <= 0x2bff) return EMOJI;
	if (code < 0x2e80) return SEPARATOR;
	if (code >= 0xd83c && code <= 0xd83e) return EMOJI;
	if (code >= 0xfe00 && code <= 0xfe0f) return MARK;
	if (code === 0xfeff) return MARK;
	if (code >= 0xd800 && code <= 0xdfff) return SEPARATOR;
	if (code === 0x3030 || code === 0x303d || code === 0x3297 || code === 0x3299) return EMOJI;
	if (code === 0x3002 || code === 0xff01 || code === 0xff1f) return STOP;
	return LETTER;
}
