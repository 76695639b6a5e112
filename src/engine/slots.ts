/** Finds what spans several tokens as one element of a pattern: slots and class members of several words. */
import type { Prepared } from './prepare.ts';
import {
	ADJECTIVE,
	CLOCK,
	DETERMINER,
	HALF_DAY,
	HOUR,
	NUM_WORD,
	PERSON_WORD,
	PRONOUN,
	UNIT,
	VAGUE,
} from './slot-words.ts';
import { NUMBER, type Tokens } from './tokens.ts';
import { EDGE_COUNT, ENDS, follow, NODE, SPAN_ROOT } from './trie.ts';

/** Arcs by token: linked lists of (symbol, length in tokens). */
export class Arcs {
	head = new Int32Array(256);
	next = new Int32Array(512);
	sym = new Int32Array(512);
	len = new Uint8Array(512);
	size = 0;

	reset(n: number): void {
		if (this.head.length < n) this.head = new Int32Array(n * 2);
		else this.head.fill(0, 0, n);
		this.size = 0;
	}

	/** Adds an arc at token `at`; lists are 1-based so that 0 ends them. */
	add(at: number, sym: number, len: number): void {
		if (this.size + 2 > this.next.length) {
			const size = this.next.length * 2;
			this.next = widen(this.next, size);
			this.sym = widen(this.sym, size);
			const wide = new Uint8Array(size);
			wide.set(this.len);
			this.len = wide;
		}
		const arc = ++this.size;
		this.sym[arc] = sym;
		this.len[arc] = len;
		this.next[arc] = this.head[at]!;
		this.head[at] = arc;
	}
}

function widen(from: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
	const to = new Int32Array(size);
	to.set(from);
	return to;
}

/** Fills `arcs` for `tokens`, from the last token back, so that longer spans can build on shorter ones. */
export function findArcs(prepared: Prepared, tokens: Tokens, text: string, arcs: Arcs): void {
	arcs.reset(tokens.n);
	const { slots, vocabulary } = prepared;
	const spanEdge = prepared.trie.rootEdges[SPAN_ROOT];
	for (let i = tokens.n - 1; i >= 0; i--) {
		const bits = bitsAt(prepared, tokens, i);
		const off = tokens.symOff[i]!;
		for (let k = tokens.symLen[i]! - 1; k >= 0; k--) {
			const sym = vocabulary.syms[off + k]!;
			let node = spanEdge[sym]!;
			if (node < 0) node = prepared.trie.open(SPAN_ROOT, sym);
			if (node) followSpan(prepared, tokens, arcs, node, i, i + 1);
		}
		if (bits === 0) continue;
		if (bits & NUM_WORD) findNumber(prepared, tokens, text, arcs, i);
		if (bits & CLOCK) arcs.add(i, slots['{TIME}'], 1);
		if (bits & VAGUE && bitsAt(prepared, tokens, i + 1) & UNIT) arcs.add(i, slots['{DUR}'], 2);
		if (bits & (PRONOUN | PERSON_WORD)) arcs.add(i, slots['{PERSON}'], 1);
		if (bits & DETERMINER) findPerson(prepared, tokens, arcs, i);
	}
}

function bitsAt(prepared: Prepared, tokens: Tokens, i: number): number {
	if (i >= tokens.n) return 0;
	const entry = tokens.entry[i]!;
	const bits = entry >= 0 ? prepared.slotBits[entry]! : 0;
	return tokens.flags[i]! & NUMBER ? bits | NUM_WORD : bits;
}

/** Members of classes are literal: at most one path a symbol, eight tokens deep. */
function followSpan(
	prepared: Prepared,
	tokens: Tokens,
	arcs: Arcs,
	node: number,
	start: number,
	at: number,
): void {
	const { trie, vocabulary, slots } = prepared;
	const base = node * NODE;
	for (let end = trie.nodes[base + ENDS]!; trie.rows[end]; end++) {
		const owner = Math.abs(trie.rows[end]!) - 1;
		arcs.add(start, owner, at - start);
		if (prepared.personClass[owner]) arcs.add(start, slots['{PERSON}'], at - start);
	}
	if (trie.nodes[base + EDGE_COUNT] === 0) return;
	if (at >= tokens.n || at - start >= 8 || tokens.brk[at] === 2) return;
	const off = tokens.symOff[at]!;
	for (let k = tokens.symLen[at]! - 1; k >= 0; k--) {
		const to = follow(trie, base, vocabulary.syms[off + k]!);
		if (to > 0) followSpan(prepared, tokens, arcs, to, start, at + 1);
		else if (to < 0) {
			for (let j = -to; trie.several[j]; j++) {
				followSpan(prepared, tokens, arcs, trie.several[j]!, start, at + 1);
			}
		}
	}
}

function findNumber(prepared: Prepared, tokens: Tokens, text: string, arcs: Arcs, i: number): void {
	const { slots } = prepared;
	let end = i + 1;
	while (
		end < tokens.n &&
		end < i + 4 &&
		!tokens.brk[end] &&
		bitsAt(prepared, tokens, end) & NUM_WORD
	) {
		end++;
	}
	const clock = end === i + 2 && text.charCodeAt(tokens.end[i]!) === 58;
	if (clock) {
		arcs.add(i, slots['{TIME}'], 2);
		if (bitsAt(prepared, tokens, end) & HALF_DAY) arcs.add(i, slots['{TIME}'], 3);
		return;
	}
	arcs.add(i, slots['{NUM}'], 1);
	if (end > i + 1) arcs.add(i, slots['{NUM}'], end - i);
	const after = end < tokens.n && tokens.brk[end] !== 2 ? bitsAt(prepared, tokens, end) : 0;
	if (after & UNIT) arcs.add(i, slots['{DUR}'], end - i + 1);
	else if (bitsAt(prepared, tokens, end + 1) & UNIT && !tokens.brk[end] && !tokens.brk[end + 1]) {
		arcs.add(i, slots['{DUR}'], end - i + 2); // "trois longues semaines"
	}
	if (after & (HOUR | HALF_DAY)) {
		arcs.add(i, slots['{TIME}'], end - i + 1);
		if (end + 1 < tokens.n && tokens.flags[end + 1]! & NUMBER && !tokens.brk[end + 1]) {
			arcs.add(i, slots['{TIME}'], end - i + 2);
		}
	}
}

/** Determiner, perhaps an adjective, and a person: "ma nouvelle cheffe", "the ward sister". */
function findPerson(prepared: Prepared, tokens: Tokens, arcs: Arcs, i: number): void {
	const { slots } = prepared;
	let at = i + 1;
	for (let steps = 0; steps < 2 && at < tokens.n && !tokens.brk[at]; steps++, at++) {
		const longest = personAt(prepared, tokens, arcs, at);
		if (longest) {
			arcs.add(i, slots['{PERSON}'], at - i + longest);
			return;
		}
		if (!(bitsAt(prepared, tokens, at) & ADJECTIVE)) return;
	}
}

/** Length of the longest bare person at `at`, 0 if none. */
function personAt(prepared: Prepared, tokens: Tokens, arcs: Arcs, at: number): number {
	let longest = bitsAt(prepared, tokens, at) & PERSON_WORD ? 1 : 0;
	for (let arc = arcs.head[at]!; arc; arc = arcs.next[arc]!) {
		if (prepared.personClass[arcs.sym[arc]!]) longest = Math.max(longest, arcs.len[arc]!);
	}
	return longest;
}
