/**
 * Weighted signs: how much each word, pair of words, class of words and rule score speaks for each output, measured on
 * check-ins of our own (src/lexicon/measure) and kept as rows of signs.tsv. Their sum is a logit (logistic regression).
 */
import { inputs, INPUTS } from './inputs.ts';
import { OUTPUTS } from './outputs.ts';
import type { Score } from './score.ts';
import type { Scope } from './scope.ts';
import { keyOfMark, keyOfPair, SIGN_MARKS, stemName } from './sign-keys.ts';
import { findSign, type SignTable, STEP, unpackSigns } from './sign-table.ts';
import { ELLIPSIS, EXCLAMATION, QUESTION, type Tokens } from './tokens.ts';

/** Tokens of one text whose signs are weighed: a check-in has at most a few hundred. */
const MAX_TOKENS = 2000;

/** The strength of all signs of a text falls with the square root of its length, so that long texts are no surer than short ones. */
export function shareOfLength(tokens: number): number {
	return 2 / Math.sqrt(tokens + 2);
}

const BEGIN = keyOfMark('^');
const END = keyOfMark('$');
const STOP = keyOfMark('|');
const PAUSE = keyOfMark(',');
const MARKS = [QUESTION, EXCLAMATION, ELLIPSIS];
const MARK_KEYS = ['?', '!', '…'].map(keyOfMark);

/** One sign found in the text. */
export type FoundSigns = {
	n: number;
	/** Row of the table, and the first and last token it stands on. */
	row: Int32Array;
	from: Int32Array;
	to: Int32Array;
};

export class Signs {
	/** By output. */
	readonly logits = new Float64Array(OUTPUTS.length);
	readonly found: FoundSigns = {
		n: 0,
		row: new Int32Array(1024),
		from: new Int32Array(1024),
		to: new Int32Array(1024),
	};
	readonly table: SignTable;
	/** What one unit of a sign's weight adds to a logit in this text. */
	unit = 0;
	private readonly inputs = new Float64Array(INPUTS.length);
	private readonly units = new Int32Array(OUTPUTS.length);
	/** By row of the table: number of the text that it was last found in. */
	private readonly seen: Int32Array;
	private text = 0;
	private readonly buffer: KeyBuffer = { keys: new Int32Array(1024), at: new Int32Array(1024) };

	constructor(packed: Uint8Array) {
		this.table = unpackSigns(packed);
		this.seen = new Int32Array(this.table.rows);
	}

	/** Weighs the text. `skipped`: tokens that the person set aside. */
	run(
		tokens: Tokens,
		syms: Int32Array,
		score: Score,
		scope: Scope,
		lean: number,
		skipped: Uint8Array | null,
	): void {
		const { logits, units } = this;
		const { bias, cells, inputOffset } = this.table;
		for (let o = 0; o < logits.length; o++) {
			logits[o] = bias[o]!;
			units[o] = 0;
		}
		this.found.n = 0;
		this.text = (this.text + 1) | 0;
		const used = inputs(tokens, score, scope, lean, this.inputs);
		for (let i = 0; i < used.length; i++) {
			const value = used[i]! * STEP;
			if (value === 0) continue;
			const end = inputOffset[i + 1]!;
			for (let k = inputOffset[i]!; k < end; k++) {
				const cell = cells[k]!;
				logits[cell >> 8]! += value * ((cell << 24) >> 24);
			}
		}
		const n = Math.min(tokens.n, MAX_TOKENS);
		this.findKeys(tokens, n, skipped);
		this.findSymbols(tokens, n, syms, skipped);
		this.unit = shareOfLength(tokens.n) * STEP;
		for (let o = 0; o < logits.length; o++) logits[o]! += units[o]! * this.unit;
	}

	private findKeys(tokens: Tokens, n: number, skipped: Uint8Array | null): void {
		const { buffer, table } = this;
		const count = listKeys(tokens, n, buffer);
		const { keys, at } = buffer;
		for (let i = 0; i < count; i++) {
			const token = at[i]!;
			if (token >= 0 && token < n) {
				if (skipped?.[token]) continue;
				const row = findSign(table, keys[i]!);
				if (row >= 0) this.add(row, token, token);
			}
			if (i + 1 === count) break;
			const next = at[i + 1]!;
			if (skipped && (skipped[Math.max(0, token)] || (next < n && skipped[next]))) continue;
			const row = findSign(table, keyOfPair(keys[i]!, keys[i + 1]!));
			if (row >= 0) this.add(row, Math.max(0, token), next < n ? next : n - 1);
		}
	}

	private findSymbols(
		tokens: Tokens,
		n: number,
		syms: Int32Array,
		skipped: Uint8Array | null,
	): void {
		const { rowOfSymbol } = this.table;
		for (let i = 0; i < n; i++) {
			if (skipped?.[i]) continue;
			const from = tokens.symOff[i]!;
			for (let k = from + tokens.symLen[i]! - 1; k >= from; k--) {
				const symbol = syms[k]!;
				if (symbol >= rowOfSymbol.length) continue;
				const row = rowOfSymbol[symbol]!;
				if (row >= 0) this.add(row, i, i);
			}
		}
	}

	/** Each row counts once in a text, where it stands first. */
	private add(row: number, from: number, to: number): void {
		const { found, seen, units } = this;
		if (seen[row] === this.text || found.n === found.row.length) return;
		seen[row] = this.text;
		found.row[found.n] = row;
		found.from[found.n] = from;
		found.to[found.n] = to < from ? from : to;
		found.n++;
		const { cells, offset } = this.table;
		const end = offset[row + 1]!;
		for (let k = offset[row]!; k < end; k++) {
			const cell = cells[k]!;
			units[cell >> 8]! += (cell << 24) >> 24;
		}
	}
}

type KeyBuffer = { keys: Int32Array; at: Int32Array };

/** The text as keys of its word beginnings and marks, from `^` to `$`; marks bear the number of the token before them, `^` -1. */
function listKeys(tokens: Tokens, n: number, buffer: KeyBuffer): number {
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
	const buffer: KeyBuffer = { keys: new Int32Array(0), at: new Int32Array(0) };
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
