/** A text as the keys that signs are found by: beginnings of words and marks in their order, each with its token. */
import { keyOfMark, keyOfPair, SIGN_MARKS, stemName } from './sign-keys.ts';
import { ELLIPSIS, EXCLAMATION, QUESTION, SENTENCE, type Tokens } from './tokens.ts';

/** Tokens of one text whose signs are weighed: a check-in has at most a few hundred. */
export const MAX_TOKENS = 2000;

const BEGIN = keyOfMark('^');
const END = keyOfMark('$');
const STOP = keyOfMark('|');
const PAUSE = keyOfMark(',');
const MARKS = [QUESTION, EXCLAMATION, ELLIPSIS];
const MARK_KEYS = ['?', '!', '…'].map(keyOfMark);

/** Each token with the marks before and after it, `^` and `$`. */
const LONGEST = MAX_TOKENS * 5 + 2;

/** The text from `^` to `$`. */
export class KeyStream {
	n = 0;
	readonly keys = new Int32Array(LONGEST);
	/** Number of the token; of a mark, that of the token before it; `^` has -1, `$` the number of tokens. */
	readonly at = new Int32Array(LONGEST);

	/** Lists the first `tokens` of a text, MAX_TOKENS at most. */
	run({ brk, punct, stem }: Tokens, tokens: number): void {
		this.n = 0;
		this.add(BEGIN, -1);
		for (let i = 0; i < tokens; i++) {
			if (brk[i] !== 0 && i > 0) this.add(brk[i] === SENTENCE ? STOP : PAUSE, i - 1);
			this.add(stem[i]!, i);
			const marks = punct[i]!;
			if (marks === 0) continue;
			for (let mark = 0; mark < MARKS.length; mark++) {
				if (marks & MARKS[mark]!) this.add(MARK_KEYS[mark]!, i);
			}
		}
		this.add(END, tokens);
	}

	private add(key: number, at: number): void {
		const n = this.n++;
		this.keys[n] = key;
		this.at[n] = at;
	}
}

export type SignVisitor = (
	kind: 'word' | 'pair' | 'class',
	key: number,
	name: () => string,
) => void;

/** Every sign of a text, known or not; `tokens.words` must have been asked for. Classes go by their symbol and have no name here. */
export function eachSign(tokens: Tokens, syms: Int32Array, visit: SignVisitor): void {
	const n = Math.min(tokens.n, MAX_TOKENS);
	const stream = new KeyStream();
	stream.run(tokens, n);
	const { n: count, keys, at } = stream;
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
