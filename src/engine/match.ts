/** One pass over the tokens with all patterns at once: every row that fires, with the tokens it used. */
import type { Prepared } from './prepare.ts';
import { Arcs } from './slots.ts';
import type { Tokens } from './tokens.ts';
import { CARET_ROOT, ROOT, type Trie } from './trie.ts';

/** Partial matches kept at one token, and rows recorded from one token on: they bound the time on repetitive texts. */
const MAX_ITEMS = 64;
const MAX_MATCHES_PER_TOKEN = 24;
/** Tokens that one match may span. */
const MAX_SPAN = 30;

/** Matches as parallel arrays, in no particular order until `select`. */
export class Matches {
	n = 0;
	row = new Int32Array(256);
	/** Token range, end exclusive. */
	start = new Int32Array(256);
	end = new Int32Array(256);
	/** Bit k: token start+k was used, not skipped by a gap. */
	mask = new Int32Array(256);

	add(row: number, start: number, end: number, mask: number): void {
		if (this.n === this.row.length) {
			this.row = wider(this.row);
			this.start = wider(this.start);
			this.end = wider(this.end);
			this.mask = wider(this.mask);
		}
		const n = this.n++;
		this.row[n] = row;
		this.start[n] = start;
		this.end[n] = end;
		this.mask[n] = mask;
	}
}

export class Matcher {
	readonly arcs = new Arcs();
	readonly matches = new Matches();
	private readonly trie: Trie;
	private readonly syms: Int32Array;
	private readonly dollar: Uint8Array;
	private tokens!: Tokens;
	/** By token: bits of the symbols it or an arc from it can stand for. */
	private able = new Int32Array(256);
	private able2 = new Int32Array(256);
	/** By token: the same of it and the nine after it in its sentence. */
	private ahead = new Int32Array(256);
	private ahead2 = new Int32Array(256);
	/** By token: partial matches that wait for it, linked; 0 ends a list. */
	private head = new Int32Array(256);
	private waiting = new Uint8Array(256);
	private found = new Uint8Array(256);
	private items = 0;
	private node = new Int32Array(1024);
	private start = new Int32Array(1024);
	private used = new Int32Array(1024);
	private left = new Int32Array(1024);
	private next = new Int32Array(1024);

	constructor(prepared: Prepared) {
		this.trie = prepared.trie;
		this.syms = prepared.vocabulary.syms;
		this.dollar = prepared.dollar;
	}

	/** Fills `matches`; `arcs` must have been found for the same tokens. */
	run(tokens: Tokens): void {
		const { arcs, syms } = this;
		const n = tokens.n;
		const fromRoot = this.trie.rootEdges[ROOT];
		const fromCaret = this.trie.rootEdges[CARET_ROOT];
		this.tokens = tokens;
		this.matches.n = 0;
		this.items = 0;
		this.reset(n);
		const { symOff, symLen, brk } = tokens;
		for (let i = 0; i < n; i++) {
			const off = symOff[i]!;
			const last = off + symLen[i]!;
			const firstArc = arcs.head[i]!;
			if (last === off && firstArc === 0) continue;
			for (let item = this.head[i]!; item; item = this.next[item]!) this.step(item, i, off, last);
			const opens = brk[i] === 2;
			for (let k = off; k < last; k++) {
				const sym = syms[k]!;
				const node = fromRoot[sym]!;
				if (node > 0 && this.leads(node, i + 1)) this.reach(node, i, i + 1, 1);
				if (opens && fromCaret[sym]! > 0) this.reach(fromCaret[sym]!, i, i + 1, 1);
			}
			for (let arc = firstArc; arc; arc = arcs.next[arc]!) {
				const sym = arcs.sym[arc]!;
				const len = arcs.len[arc]!;
				const node = fromRoot[sym]!;
				if (node > 0 && this.leads(node, i + len)) this.reach(node, i, i + len, (1 << len) - 1);
				if (opens && fromCaret[sym]! > 0) this.reach(fromCaret[sym]!, i, i + len, (1 << len) - 1);
			}
			if (this.items > 50_000) this.forget(i);
		}
	}

	private reset(n: number): void {
		if (this.head.length < n + 1) {
			this.head = new Int32Array(n * 2);
			this.able = new Int32Array(n * 2);
			this.able2 = new Int32Array(n * 2);
			this.ahead = new Int32Array(n * 2);
			this.ahead2 = new Int32Array(n * 2);
			this.waiting = new Uint8Array(n * 2);
			this.found = new Uint8Array(n * 2);
		}
		const { able, able2, ahead, ahead2, arcs, head, tokens, syms, waiting, found } = this;
		const { symOff, symLen, brk } = tokens;
		able[n] = able2[n] = ahead[n] = ahead2[n] = 0;
		for (let i = 0; i < n; i++) {
			head[i] = 0;
			waiting[i] = 0;
			found[i] = 0;
			let bits = 0;
			let bits2 = 0;
			const off = symOff[i]!;
			for (let k = off + symLen[i]! - 1; k >= off; k--) {
				const sym = syms[k]!;
				if (sym & 32) bits2 |= 1 << (sym & 31);
				else bits |= 1 << (sym & 31);
			}
			for (let arc = arcs.head[i]!; arc; arc = arcs.next[arc]!) {
				const sym = arcs.sym[arc]!;
				if (sym & 32) bits2 |= 1 << (sym & 31);
				else bits |= 1 << (sym & 31);
			}
			able[i] = bits;
			able2[i] = bits2;
		}
		for (let i = 0; i < n; i++) {
			let bits = able[i]!;
			let bits2 = able2[i]!;
			const end = Math.min(n, i + 10);
			for (let k = i + 1; k < end && brk[k] !== 2; k++) {
				bits |= able[k]!;
				bits2 |= able2[k]!;
			}
			ahead[i] = bits;
			ahead2[i] = bits2;
		}
	}

	/** Can anything come of having reached `node`, the next token being `at`? */
	private leads(node: number, at: number): boolean {
		const { trie } = this;
		return (
			(trie.endHead[node]! |
				(trie.mask[node]! & this.able[at]!) |
				(trie.mask2[node]! & this.able2[at]!) |
				(trie.later[node]! & this.ahead[at]!) |
				(trie.later2[node]! & this.ahead2[at]!)) !==
			0
		);
	}

	private step(item: number, i: number, off: number, last: number): void {
		const { arcs, trie, syms } = this;
		const node = this.node[item]!;
		const start = this.start[item]!;
		const used = this.used[item]!;
		const mask = trie.mask[node]!;
		const mask2 = trie.mask2[node]!;
		for (let k = off; k < last; k++) {
			const sym = syms[k]!;
			if (!((sym & 32 ? mask2 : mask) & (1 << (sym & 31)))) continue;
			for (let edge = trie.edge(node, sym); edge; edge = trie.edgeNext[edge]!) {
				const to = trie.edgeTo[edge]!;
				if (this.leads(to, i + 1)) this.reach(to, start, i + 1, used | (1 << (i - start)));
			}
		}
		for (let arc = arcs.head[i]!; arc; arc = arcs.next[arc]!) {
			const sym = arcs.sym[arc]!;
			if (!((sym & 32 ? mask2 : mask) & (1 << (sym & 31)))) continue;
			const len = arcs.len[arc]!;
			for (let edge = trie.edge(node, sym); edge; edge = trie.edgeNext[edge]!) {
				const to = trie.edgeTo[edge]!;
				if (!this.leads(to, i + len)) continue;
				this.reach(to, start, i + len, used | (((1 << len) - 1) << (i - start)));
			}
		}
		if (this.left[item]! > 0) this.wait(node, start, i + 1, used, this.left[item]! - 1);
	}

	/** A node has been reached, its last token being the one before `at`. */
	private reach(node: number, start: number, at: number, used: number): void {
		const { trie } = this;
		for (let end = trie.endHead[node]!; end; end = trie.endNext[end - 1]!) {
			const row = trie.endRow[end - 1]!;
			if (this.dollar[row] && !this.tokens.opensSentence(at)) continue;
			if (this.found[start]! >= MAX_MATCHES_PER_TOKEN) break;
			this.found[start]!++;
			this.matches.add(row, start, at, used);
		}
		if (trie.inner[node]) this.wait(node, start, at, used, 0);
		for (let g = trie.gapHead[node]!; g; g = trie.gapNext[g]!) {
			this.wait(g, start, at, used, trie.gap[g]!);
		}
	}

	/** Queues a partial match at the first token, `at` or up to `left` further on, that one of its edges may take. */
	private wait(node: number, start: number, at: number, used: number, left: number): void {
		const { able, head, trie, tokens, waiting } = this;
		const mask = trie.mask[node]!;
		const mask2 = trie.mask2[node]!;
		const { able2 } = this;
		const n = tokens.n;
		let to = at;
		let rest = left;
		for (;;) {
			if (to >= n || to - start > MAX_SPAN || tokens.brk[to] === 2) return;
			if ((able[to]! & mask) | (able2[to]! & mask2)) break;
			if (rest-- === 0) return;
			to++;
		}
		if (waiting[to]! >= MAX_ITEMS) return;
		waiting[to]!++;
		if (this.items + 2 > this.node.length) this.grow();
		const item = ++this.items;
		this.node[item] = node;
		this.start[item] = start;
		this.used[item] = used;
		this.left[item] = rest;
		this.next[item] = head[to]!;
		head[to] = item;
	}

	/** Reuses the room of the items of tokens already passed. */
	private forget(done: number): void {
		const { head } = this;
		const lists: [number, number[]][] = [];
		for (let at = done + 1; at < Math.min(this.tokens.n, done + MAX_SPAN + 12); at++) {
			const list: number[] = [];
			for (let item = head[at]!; item; item = this.next[item]!) list.unshift(item);
			if (list.length) lists.push([at, list]);
		}
		const { node, start, used, left } = this;
		const from = [node.slice(), start.slice(), used.slice(), left.slice()] as const;
		let size = 0;
		for (const [at, list] of lists) {
			head[at] = 0;
			for (const item of list) {
				size++;
				node[size] = from[0][item]!;
				start[size] = from[1][item]!;
				used[size] = from[2][item]!;
				left[size] = from[3][item]!;
				this.next[size] = head[at]!;
				head[at] = size;
			}
		}
		this.items = size;
	}

	private grow(): void {
		this.node = wider(this.node);
		this.start = wider(this.start);
		this.used = wider(this.used);
		this.left = wider(this.left);
		this.next = wider(this.next);
	}
}

function wider(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const to = new Int32Array(from.length * 2);
	to.set(from);
	return to;
}
