/** A text as the keys that signs are found by: beginnings of words and marks in their order, each with its token. */
import { keyOfMark, keyOfPair, SIGN_MARKS, stemName } from './sign-keys.ts';
import { ELLIPSIS, EXCLAMATION, QUESTION, type Tokens } from './tokens.ts';

/** Tokens of one text whose signs are weighed: a check-in has at most a few hundred. */
export const MAX_TOKENS = 2000;

const BEGIN = keyOfMark('^');
const END = keyOfMark('$');
const STOP = keyOfMark('|');
const PAUSE = keyOfMark(',');
const MARKS = [QUESTION, EXCLAMATION, ELLIPSIS];
const MARK_KEYS = ['?', '!', '…'].map(keyOfMark);

export type KeyBuffer = { keys: Int32Array; at: Int32Array };

export function keyBuffer(): KeyBuffer {
	return { keys: new Int32Array(1024), at: new Int32Array(1024) };
}

/** The text as keys of its word beginnings and marks, from `^` to `$`; marks bear the number of the token before them, `^` -1. */
export function listKeys(tokens: Tokens, n: number, buffer: KeyBuffer): number {
	if (buffer.keys.length < n * 5 + 2) {
		buffer.keys = new Int32Array(n * 10);
		buffer.at = new Int32Array(n * 10);
	}
	const { keys, at } = buffer;
	let count = 0;
	keys[count] = BEGIN;
	at[count++] = -1;
	for (let i = 0; i < n; i++) {
		const brk = tokens.brk[i]!;
		if (brk !== 0 && i > 0) {
			keys[count] = brk === 2 ? STOP : PAUSE;
			at[count++] = i - 1;
		}
		keys[count] = tokens.stem[i]!;
		at[count++] = i;
		const marks = tokens.punct[i]!;
		if (marks === 0) continue;
		for (let mark = 0; mark < MARKS.length; mark++) {
			if (!(marks & MARKS[mark]!)) continue;
			keys[count] = MARK_KEYS[mark]!;
			at[count++] = i;
		}
	}
	keys[count] = END;
	at[count++] = n;
	return count;
}

export type SignVisitor = (
	kind: 'word' | 'pair' | 'class',
	key: number,
	name: () => string,
) => void;

/** Every sign of a text, known or not; `tokens.words` must have been asked for. Classes go by their symbol and have no name here. */
export function eachSign(tokens: Tokens, syms: Int32Array, visit: SignVisitor): void {
	const n = Math.min(tokens.n, MAX_TOKENS);
	const buffer = keyBuffer();
	const count = listKeys(tokens, n, buffer);
	const { keys, at } = buffer;
	const marks = new Map(SIGN_MARKS.map((mark) => [keyOfMark(mark), mark]));
	const nameAt = (i: number): string =>
		marks.get(keys[i]!) ?? stemName(tokens.words?.[at[i]!] ?? '');
	for (let i = 0; i < count; i++) {
		if (at[i]! >= 0 && at[i]! < n) visit('word', keys[i]!, () => nameAt(i));
		if (i + 1 < count)
			visit('pair', keyOfPair(keys[i]!, keys[i + 1]!), () => `${nameAt(i)} ${nameAt(i + 1)}`);
	}
	for (let i = 0; i < n; i++) {
		const from = tokens.symOff[i]!;
		for (let k = from; k < from + tokens.symLen[i]!; k++) visit('class', syms[k]!, () => '');
	}
}
