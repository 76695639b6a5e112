/** One pass over the tokens with all patterns at once: every row that fires, with the tokens it used. */
import { Matches } from './matches.ts';
import { Outlook } from './outlook.ts';
import type { Prepared } from './prepare.ts';
import { Arcs } from './slots.ts';
import type { Tokens } from './tokens.ts';
import {
	CARET_ROOT,
	EDGE_COUNT,
	ENDS,
	follow,
	GAPS,
	LATER,
	LATER_2,
	MASK,
	MASK_2,
	NODE,
	ROOT,
	type Trie,
} from './trie.ts';
import { WaitingRoom } from './waiting-room.ts';

export { Matches } from './matches.ts';

/** Rows recorded from one token on, and tokens that one match may span: they bound the time on repetitive texts. */
const MAX_MATCHES_PER_TOKEN = 24;
const MAX_SPAN = 30;

export class Matcher {
	readonly arcs = new Arcs();
	readonly matches = new Matches();
	private readonly trie: Trie;
	private nodes: Int32Array;
	private readonly syms: Int32Array;
	private readonly outlook = new Outlook();
	private readonly room = new WaitingRoom();
	private tokens!: Tokens;
	/** By token: rows recorded from it on. */
	private found = new Uint8Array(256);

	constructor(prepared: Prepared) {
		this.trie = prepared.trie;
		this.nodes = prepared.trie.nodes;
		this.syms = prepared.vocabulary.syms;
	}

	/** Fills `matches`; `arcs` must have been found for the same tokens. */
	run(tokens: Tokens): void {
		const { arcs, syms, room } = this;
		const n = tokens.n;
		const fromRoot = this.trie.rootEdges[ROOT];
		const fromCaret = this.trie.rootEdges[CARET_ROOT];
		this.tokens = tokens;
		this.nodes = this.trie.nodes;
		this.matches.n = 0;
		if (this.found.length < n) this.found = new Uint8Array(n * 2);
		else this.found.fill(0, 0, n);
		this.outlook.run(tokens, syms, arcs);
		room.reset(n);
		const { symOff, symLen, brk } = tokens;
		for (let i = 0; i < n; i++) {
			const off = symOff[i]!;
			const last = off + symLen[i]!;
			const firstArc = arcs.head[i]!;
			if (last === off && firstArc === 0) continue;
			for (let item = room.head[i]!; item; item = room.next[item]!) this.step(item, i, off, last);
			const opens = brk[i] === 2;
			for (let k = off; k < last; k++) {
				const sym = syms[k]!;
				const node = fromRoot[sym]!;
				if (node !== 0) this.begin(ROOT, node, sym, i, 1, 1);
				if (opens && fromCaret[sym] !== 0) this.begin(CARET_ROOT, fromCaret[sym]!, sym, i, 1, 1);
			}
			for (let arc = firstArc; arc; arc = arcs.next[arc]!) {
				const sym = arcs.sym[arc]!;
				const len = arcs.len[arc]!;
				const used = (1 << len) - 1;
				const node = fromRoot[sym]!;
				if (node !== 0) this.begin(ROOT, node, sym, i, len, used);
				if (opens && fromCaret[sym] !== 0)
					this.begin(CARET_ROOT, fromCaret[sym]!, sym, i, len, used);
			}
			room.tidy(i, n, MAX_SPAN + 12);
		}
	}

	/** Token `i` may begin a pattern, by a symbol `len` tokens long. */
	private begin(
		root: 0 | 1,
		known: number,
		sym: number,
		i: number,
		len: number,
		used: number,
	): void {
		let node = known;
		if (node < 0) {
			node = this.trie.open(root, sym);
			this.nodes = this.trie.nodes;
		}
		if (this.leads(node * NODE, i + len)) this.reach(node * NODE, i, i + len, used);
	}

	/** Can anything come of having reached the node at `base`, the next token being `at`? */
	private leads(base: number, at: number): boolean {
		const { nodes } = this;
		const { bits } = this.outlook;
		const view = at * 4;
		return (
			(nodes[base + ENDS]! |
				(nodes[base + MASK]! & bits[view]!) |
				(nodes[base + MASK_2]! & bits[view + 1]!) |
				(nodes[base + LATER]! & bits[view + 2]!) |
				(nodes[base + LATER_2]! & bits[view + 3]!)) !==
			0
		);
	}

	/** Takes a partial match on over token `i`, whose symbols are at `off` to `last`. */
	private step(item: number, i: number, off: number, last: number): void {
		const { arcs, nodes, syms, room, trie } = this;
		const base = room.base[item]!;
		const start = room.start[item]!;
		const used = room.used[item]!;
		const mask = nodes[base + MASK]!;
		const mask2 = nodes[base + MASK_2]!;
		for (let k = off; k < last; k++) {
			const sym = syms[k]!;
			if (!((sym & 32 ? mask2 : mask) & (1 << (sym & 31)))) continue;
			const to = follow(trie, base, sym);
			if (to !== 0) this.enter(to, start, i + 1, used | (1 << (i - start)));
		}
		for (let arc = arcs.head[i]!; arc; arc = arcs.next[arc]!) {
			const sym = arcs.sym[arc]!;
			if (!((sym & 32 ? mask2 : mask) & (1 << (sym & 31)))) continue;
			const to = follow(trie, base, sym);
			if (to === 0) continue;
			const len = arcs.len[arc]!;
			this.enter(to, start, i + len, used | (((1 << len) - 1) << (i - start)));
		}
		if (room.left[item]! > 0) this.wait(base, start, i + 1, used, room.left[item]! - 1);
	}

	/** Edges lead to node `to`, or to several where it is negative. */
	private enter(to: number, start: number, at: number, used: number): void {
		if (to > 0) {
			if (this.leads(to * NODE, at)) this.reach(to * NODE, start, at, used);
			return;
		}
		const { several } = this.trie;
		for (let k = -to; several[k]; k++) {
			if (this.leads(several[k]! * NODE, at)) this.reach(several[k]! * NODE, start, at, used);
		}
	}

	/** The node at `base` has been reached, its last token being the one before `at`. */
	private reach(base: number, start: number, at: number, used: number): void {
		const { nodes } = this;
		const { gaps, rows } = this.trie;
		const ends = nodes[base + ENDS]!;
		if (ends) this.record(rows, ends, start, at, used);
		if (nodes[base + EDGE_COUNT] !== 0) this.wait(base, start, at, used, 0);
		const first = nodes[base + GAPS]!;
		if (first === 0) return;
		for (let g = first; gaps[g]; g += 2) this.wait(gaps[g]!, start, at, used, gaps[g + 1]!);
	}

	private record(
		rows: readonly number[],
		ends: number,
		start: number,
		at: number,
		used: number,
	): void {
		for (let end = ends; rows[end]; end++) {
			const row = Math.abs(rows[end]!) - 1;
			if (rows[end]! < 0 && !this.tokens.opensSentence(at)) continue;
			if (this.found[start]! >= MAX_MATCHES_PER_TOKEN) return;
			this.found[start]!++;
			this.matches.add(row, start, at, used);
		}
	}

	/** Queues a partial match at the first token, `at` or up to `left` further on, that one of its edges may take. */
	private wait(base: number, start: number, at: number, used: number, left: number): void {
		const { nodes, tokens } = this;
		const { bits } = this.outlook;
		const mask = nodes[base + MASK]!;
		const mask2 = nodes[base + MASK_2]!;
		const n = tokens.n;
		let to = at;
		let rest = left;
		for (;;) {
			if (to >= n || to - start > MAX_SPAN || tokens.brk[to] === 2) return;
			if ((bits[to * 4]! & mask) | (bits[to * 4 + 1]! & mask2)) break;
			if (rest-- === 0) return;
			to++;
		}
		this.room.add(to, base, start, used, rest);
	}
}
