/** All patterns in one graph whose edges are symbols, so that a single pass over the tokens finds them all. */

export const ROOT = 0;
/** Patterns that must open a sentence. */
export const CARET_ROOT = 1;
/** Members of classes that have several words. */
export const SPAN_ROOT = 2;

/** A node is a record of `NODE` integers side by side, so that visiting one touches one line of the cache. */
export const NODE = 8;
/** Bit `sym & 31` is set if some edge may have that symbol; MASK_2 is for symbols with bit 32 set. */
export const MASK = 0;
export const MASK_2 = 1;
/** What may follow over a gap, in the same bits. */
export const LATER = 2;
export const LATER_2 = 3;
/** Where its rows are listed in `rows`, 0 if none end here. */
export const ENDS = 4;
/** Where the nodes reached from it over a gap are listed in `gaps`, as pairs of base and size; 0 if none. */
export const GAPS = 5;
/** Where its edges start in `edges`, as pairs of symbol plus one and target. */
export const EDGES = 6;
/** Their number if they are few; if many, the size of their table, negated. 0 if none. */
export const EDGE_COUNT = 7;

/** Nodes with more edges than this have them in a table. */
export const FEW = 6;

/** Grows by `open`, which may replace the lists. Lists within lists end with a 0; node 0 is none. */
export class Trie {
	nodes = new Int32Array(1 << 14);
	edges = new Int32Array(1 << 13);
	/** Targets of several edges with the same node and symbol. */
	readonly several: number[] = [0];
	/** Rows plus one, negated where the match must end a sentence. */
	readonly rows: number[] = [0];
	readonly gaps: number[] = [0];
	/** By root and symbol: the node reached, 0 if none, -1 if it has not been opened yet. */
	readonly rootEdges: [Int32Array, Int32Array, Int32Array];
	nodeCount = 1;
	edgesUsed = 0;
	private readonly make: (trie: Trie, root: number, sym: number) => number;

	/** `make` adds the patterns that begin with a symbol and answers the node it leads to. */
	constructor(symbols: number, make: (trie: Trie, root: number, sym: number) => number) {
		this.make = make;
		this.rootEdges = [new Int32Array(symbols), new Int32Array(symbols), new Int32Array(symbols)];
	}

	/** The node to which `sym` leads from a root where it was marked -1. */
	open(root: 0 | 1 | 2, sym: number): number {
		return (this.rootEdges[root][sym] = this.make(this, root, sym));
	}
}

/** Where the edges from the node at `base` (its number times NODE) by `sym` lead: a node, 0 for nowhere, -k for the nodes from `several[k]` on. */
export function follow(trie: Trie, base: number, sym: number): number {
	const { nodes, edges } = trie;
	const count = nodes[base + EDGE_COUNT]!;
	const from = nodes[base + EDGES]!;
	const key = sym + 1;
	if (count >= 0) {
		const end = from + 2 * count;
		for (let at = from; at < end; at += 2) if (edges[at] === key) return edges[at + 1]!;
		return 0;
	}
	const mask = ~count;
	let slot = scatter(sym) & mask;
	for (;;) {
		const found = edges[from + 2 * slot]!;
		if (found === key) return edges[from + 2 * slot + 1]!;
		if (found === 0) return 0;
		slot = (slot + 1) & mask;
	}
}

export function scatter(sym: number): number {
	const hash = Math.imul(sym, 0x9e3779b1);
	return hash ^ (hash >>> 15);
}
