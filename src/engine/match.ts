/** One pass over the tokens with all patterns at once: every row that fires, with the tokens it used. */
import type { Prepared } from './prepare.ts';
import { Arcs } from './slots.ts';
import type { Tokens } from './tokens.ts';

/** Partial matches kept at one token: bounds the time on repetitive texts. */
const MAX_ITEMS = 96;
/** Rows recorded from one starting token on. */
const MAX_MATCHES_PER_TOKEN = 24;

/** Matches as parallel arrays, in no particular order until `select`. */
export class Matches {
	n = 0;
	row = new Int32Array(256);
	/** Token range, end exclusive. */
	start = new Int32Array(256);
	end = new Int32Array(256);
	/** Bit k: token start+k was used (not skipped by a gap); tokens past 31 are taken as used. */
	mask = new Int32Array(256);

	add(row: number, start: number, end: number, mask: number): void {
		if (this.n === this.row.length) this.grow();
		const n = this.n++;
		this.row[n] = row;
		this.start[n] = start;
		this.end[n] = end;
		this.mask[n] = mask;
	}

	private grow(): void {
		for (const key of ['row', 'start', 'end', 'mask'] as const) {
			const wide = new Int32Array(this[key].length * 2);
			wide.set(this[key]);
			this[key] = wide;
		}
	}
}

export class Matcher {
	readonly arcs = new Arcs();
	readonly matches = new Matches();
	private readonly prepared: Prepared;
	private readonly perToken: { head: Int32Array<ArrayBuffer>; count: Uint8Array<ArrayBuffer> } = {
		head: new Int32Array(256),
		count: new Uint8Array(256),
	};
	/** Partial matches, as linked lists by the token they wait for; index 0 ends a list. */
	private items = 0;
	private node = new Int32Array(1024);
	private start = new Int32Array(1024);
	private used = new Int32Array(1024);
	private left = new Uint8Array(1024);
	private next = new Int32Array(1024);

	constructor(prepared: Prepared) {
		this.prepared = prepared;
	}

	/** Fills `matches`; `arcs` must have been found for the same tokens. */
	run(tokens: Tokens): void {
		const { prepared, arcs, perToken } = this;
		const { vocabulary, rootEdge, caretEdge } = prepared;
		const n = tokens.n;
		this.matches.n = 0;
		this.items = 0;
		if (perToken.head.length < n + 1) {
			perToken.head = new Int32Array(n * 2);
			perToken.count = new Uint8Array(n * 2);
		} else {
			perToken.head.fill(0, 0, n + 1);
			perToken.count.fill(0, 0, n + 1);
		}
		const { syms } = vocabulary;
		for (let i = 0; i < n; i++) {
			const opens = tokens.brk[i] === 2;
			const off = tokens.symOff[i]!;
			const last = off + tokens.symLen[i]!;
			const firstArc = arcs.head[i]!;
			let item = opens ? 0 : perToken.head[i]!;
			for (; item; item = this.next[item]!) this.step(tokens, item, i, off, last, firstArc);
			for (let k = off; k < last; k++) {
				const sym = syms[k]!;
				const node = rootEdge[sym]!;
				if (node) this.reach(tokens, node, i, i + 1, 1);
				if (opens) {
					const first = caretEdge[sym]!;
					if (first) this.reach(tokens, first, i, i + 1, 1);
				}
			}
			for (let arc = firstArc; arc; arc = arcs.next[arc]!) {
				const sym = arcs.sym[arc]!;
				const len = arcs.len[arc]!;
				const node = rootEdge[sym]!;
				if (node) this.reach(tokens, node, i, i + len, (1 << len) - 1);
				if (opens) {
					const first = caretEdge[sym]!;
					if (first) this.reach(tokens, first, i, i + len, (1 << len) - 1);
				}
			}
			if (this.items > 60_000) this.compact(i);
		}
	}

	private step(
		tokens: Tokens,
		item: number,
		i: number,
		off: number,
		last: number,
		firstArc: number,
	): void {
		const { arcs, prepared } = this;
		const { trie, vocabulary } = prepared;
		const node = this.node[item]!;
		const start = this.start[item]!;
		const used = this.used[item]!;
		const { syms } = vocabulary;
		for (let k = off; k < last; k++) {
			const child = trie.child(node, syms[k]!);
			if (child) this.reach(tokens, child, start, i + 1, used | (1 << (i - start)));
		}
		for (let arc = firstArc; arc; arc = arcs.next[arc]!) {
			const child = trie.child(node, arcs.sym[arc]!);
			if (child) {
				const len = arcs.len[arc]!;
				this.reach(tokens, child, start, i + len, used | (((1 << len) - 1) << (i - start)));
			}
		}
		const left = this.left[item]!;
		if (left > 0 && i + 1 < tokens.n) this.wait(tokens, node, start, i + 1, used, left - 1);
	}

	/** A node has been reached, its last token being the one before `at`. */
	private reach(tokens: Tokens, node: number, start: number, at: number, used: number): void {
		const { trie, rows } = this.prepared;
		for (let end = trie.endHead[node]!; end; end = trie.endNext[end - 1]!) {
			const row = trie.endRow[end - 1]!;
			if (rows[row]!.dollar && !tokens.opensSentence(at)) continue;
			if (this.perToken.count[start]! >= MAX_MATCHES_PER_TOKEN) break;
			this.perToken.count[start]!++;
			this.matches.add(row, start, at, used);
		}
		if (at >= tokens.n) return;
		if (trie.inner[node]) this.wait(tokens, node, start, at, used, 0);
		for (let g = trie.gapHead[node]!; g; g = trie.gapNext[g]!) {
			this.wait(tokens, g, start, at, used, trie.gap[g]!);
		}
	}

	private wait(
		tokens: Tokens,
		node: number,
		start: number,
		at: number,
		used: number,
		left: number,
	): void {
		if (at - start > 30 || tokens.brk[at] === 2) return;
		const { head } = this.perToken;
		let length = 0;
		for (let other = head[at]!; other; other = this.next[other]!) {
			if (this.node[other] === node && this.start[other] === start && this.left[other]! >= left) return;
			if (++length >= MAX_ITEMS) return;
		}
		if (this.items + 2 > this.node.length) this.grow();
		const item = ++this.items;
		this.node[item] = node;
		this.start[item] = start;
		this.used[item] = used;
		this.left[item] = left;
		this.next[item] = head[at]!;
		head[at] = item;
	}

	/** Drops the items of tokens already passed; those that wait ahead are moved to the front. */
	private compact(done: number): void {
		const { head } = this.perToken;
		let size = 0;
		const kept: [number, number[]][] = [];
		for (let at = done + 1; at < Math.min(head.length, done + 40); at++) {
			const list: number[] = [];
			for (let item = head[at]!; item; item = this.next[item]!) list.push(item);
			if (list.length) kept.push([at, list]);
		}
		const node = this.node.slice();
		const start = this.start.slice();
		const used = this.used.slice();
		const left = this.left.slice();
		for (const [at, list] of kept) {
			head[at] = 0;
			for (const item of list.reverse()) {
				size++;
				this.node[size] = node[item]!;
				this.start[size] = start[item]!;
				this.used[size] = used[item]!;
				this.left[size] = left[item]!;
				this.next[size] = head[at]!;
				head[at] = size;
			}
		}
		this.items = size;
	}

	private grow(): void {
		const size = this.node.length * 2;
		for (const key of ['node', 'start', 'used', 'next'] as const) {
			const wide = new Int32Array(size);
			wide.set(this[key]);
			this[key] = wide;
		}
		const left = new Uint8Array(size);
		left.set(this.left);
		this.left = left;
	}
}
