/**
 * Weighted signs: how much each word, pair of words, class of words and rule score speaks for each output, measured on
 * check-ins of our own (src/lexicon/measure) and kept as rows of signs.tsv. Their sum is a logit (logistic regression), to which
 * bonds add what the likely answers say for one another.
 */
import { Inputs } from './inputs.ts';
import type { Score } from './score.ts';
import type { Scope } from './scope.ts';
import { keyOfPair } from './sign-keys.ts';
import { KeyStream, MAX_TOKENS } from './sign-stream.ts';
import { addBonds, sumInputs, sumRows } from './sign-sum.ts';
import { type SignTable, STEP, WIDTH } from './sign-table.ts';
import { END, LIST, ROWS, type SymbolLists } from './symbol-lists.ts';
import type { Tokens } from './tokens.ts';

/** The strength of all signs of a text falls with the square root of its length, so that long texts are no surer than short ones. */
export function shareOfLength(tokens: number): number {
	return 2 / Math.sqrt(tokens + 2);
}

/** One sign found in the text. */
export type FoundSigns = {
	n: number;
	/** Row of the table, and the first and last token it stands on. */
	row: Int32Array;
	from: Int32Array;
	to: Int32Array;
};

export class Signs {
	/** By output; a few more than there are. */
	readonly logits = new Float64Array(WIDTH);
	readonly found: FoundSigns = {
		n: 0,
		row: new Int32Array(1024),
		from: new Int32Array(1024),
		to: new Int32Array(1024),
	};
	readonly table: SignTable;
	/** What one unit of a sign's weight adds to a logit in this text. */
	unit = 0;
	private readonly inputs = new Inputs();
	/** By output: the weights of all signs found, in units of STEP. */
	private readonly units = new Int32Array(WIDTH);
	/** By row of the table: number of the text that it was last found in, 0 if in none. */
	private readonly seen: Int32Array;
	private text = 0;
	private readonly stream = new KeyStream();

	constructor(table: SignTable) {
		this.table = table;
		this.seen = new Int32Array(table.rows);
	}

	/** Weighs the text. `skipped`: tokens that the person set aside. */
	run(
		tokens: Tokens,
		lists: SymbolLists,
		score: Score,
		scope: Scope,
		lean: number,
		skipped: Uint8Array | null,
	): void {
		const { logits, units } = this;
		this.found.n = 0;
		this.text = (this.text + 1) | 0;
		const n = Math.min(tokens.n, MAX_TOKENS);
		this.findKeys(tokens, n, skipped);
		this.findSymbols(tokens, n, lists, skipped);
		sumRows(this.table, this.found.row, this.found.n, units);
		this.inputs.fill(tokens, score, scope, lean);
		sumInputs(this.table, this.inputs, logits);
		this.unit = shareOfLength(tokens.n) * STEP;
		for (let o = 0; o < WIDTH; o++) logits[o]! += units[o]! * this.unit;
		addBonds(this.table, logits);
	}

	private findKeys(tokens: Tokens, n: number, skipped: Uint8Array | null): void {
		const { stream, table } = this;
		stream.run(tokens, n);
		const { keys, at } = stream;
		const { sign, stem } = tokens;
		const last = stream.n - 1;
		for (let i = 0; i < last; i++) {
			const token = at[i]!;
			const key = keys[i]!;
			if (token >= 0) {
				if (skipped?.[token]) continue;
				const row = key === stem[token] ? sign[token]! : table.find(key);
				if (row >= 0) this.add(row, token, token);
			}
			const next = at[i + 1]!;
			if (skipped && (skipped[Math.max(0, token)] || (next < n && skipped[next]))) continue;
			const row = table.find(keyOfPair(key, keys[i + 1]!));
			if (row >= 0) this.add(row, Math.max(0, token), next < n ? next : n - 1);
		}
	}

	private findSymbols(
		tokens: Tokens,
		n: number,
		{ leads, records }: SymbolLists,
		skipped: Uint8Array | null,
	): void {
		for (let i = 0; i < n; i++) {
			if (skipped?.[i]) continue;
			const list = LIST * tokens.list[i]!;
			const end = records[list + END]!;
			for (let k = records[list + ROWS]!; k < end; k++) this.add(leads[k]!, i, i);
		}
	}

	/** Each row counts once in a text, where it stands first. */
	private add(row: number, from: number, to: number): void {
		const { found, seen } = this;
		if (seen[row] === this.text || found.n === found.row.length) return;
		if (seen[row] === 0) this.table.fill(row);
		seen[row] = this.text;
		found.row[found.n] = row;
		found.from[found.n] = from;
		found.to[found.n] = to < from ? from : to;
		found.n++;
	}
}
