/** Lays the graph of patterns out as `trie.ts` describes it. */
import {
	EDGE_COUNT,
	EDGES,
	ENDS,
	FEW,
	GAPS,
	LATER,
	LATER_2,
	MASK,
	MASK_2,
	NODE,
	scatter,
	type Trie,
} from './trie.ts';

type Ints = Int32Array<ArrayBuffer>;

/** Called in order: `count` for each edge, `open`, then the additions. */
export class Packing {
	/** Number in the trie of the first node added. */
	readonly first: number;
	private readonly trie: Trie;
	private readonly size: number;

	/** Adds `size` nodes to `trie`. */
	constructor(trie: Trie, size: number) {
		this.trie = trie;
		this.first = trie.nodeCount;
		this.size = size;
		trie.nodeCount += size;
		trie.nodes = roomFor(trie.nodes, trie.nodeCount * NODE);
	}

	count(from: number): void {
		this.trie.nodes[(this.first + from) * NODE + EDGE_COUNT]!++;
	}

	/** Gives each node its room for edges. */
	open(): void {
		const { trie } = this;
		const { nodes } = trie;
		const end = (this.first + this.size) * NODE;
		for (let base = this.first * NODE; base < end; base += NODE) {
			const count = nodes[base + EDGE_COUNT]!;
			if (count === 0) continue;
			nodes[base + EDGES] = trie.edgesUsed;
			if (count <= FEW) {
				nodes[base + EDGE_COUNT] = 0;
				trie.edgesUsed += 2 * count;
				continue;
			}
			let slots = 8;
			while (slots < count * 1.5) slots *= 2;
			nodes[base + EDGE_COUNT] = -slots;
			trie.edgesUsed += 2 * slots;
		}
		trie.edges = roomFor(trie.edges, trie.edgesUsed);
	}

	/** All edges from one node by one symbol: `first` and those linked to it. */
	addEdges(from: number, sym: number, first: number, to: Ints, next: Ints): void {
		const { nodes, edges, several } = this.trie;
		const base = (this.first + from) * NODE;
		let target = this.first + to[first]!;
		if (next[first]) {
			target = -several.length;
			for (let edge = first; edge; edge = next[edge]!) several.push(this.first + to[edge]!);
			several.push(0);
		}
		nodes[base + (sym & 32 ? MASK_2 : MASK)]! |= 1 << (sym & 31);
		const start = nodes[base + EDGES]!;
		const count = nodes[base + EDGE_COUNT]!;
		let slot = count;
		if (count < 0) {
			slot = scatter(sym) & ~count;
			while (edges[start + 2 * slot]) slot = (slot + 1) & ~count;
		} else nodes[base + EDGE_COUNT] = count + 1;
		edges[start + 2 * slot] = sym + 1;
		edges[start + 2 * slot + 1] = target;
	}

	/** Rows that end at a node: `first` and those linked to it. */
	addEnds(node: number, first: number, row: number[], next: number[]): void {
		const { nodes, rows } = this.trie;
		nodes[(this.first + node) * NODE + ENDS] = rows.length;
		for (let end = first; end; end = next[end]!) rows.push(row[end]!);
		rows.push(0);
	}

	/** Nodes behind gaps: `first` and those linked to it, with the sizes of their gaps. */
	addGaps(node: number, first: number, size: Uint8Array, next: Ints): void {
		const { gaps, nodes } = this.trie;
		const base = (this.first + node) * NODE;
		nodes[base + GAPS] = gaps.length;
		for (let to = first; to; to = next[to]!) {
			const behind = (this.first + to) * NODE;
			gaps.push(behind, size[to]!);
			nodes[base + LATER]! |= nodes[behind + MASK]!;
			nodes[base + LATER_2]! |= nodes[behind + MASK_2]!;
		}
		gaps.push(0);
	}
}

/** The same list with room for `size`, and for as much again when it must grow. */
function roomFor(list: Ints, size: number): Ints {
	if (size <= list.length) return list;
	const wider = new Int32Array(size * 2);
	wider.set(list);
	return wider;
}
