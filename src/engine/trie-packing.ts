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

/** Called in order: `count` for each edge, `open`, then the additions, then `finish`. */
export class Packing {
	private readonly nodes: Ints;
	private edges: Ints = new Int32Array(0);
	private readonly several: number[] = [0];
	private readonly rows: number[] = [0];
	private readonly gaps: number[] = [0];

	constructor(size: number) {
		this.nodes = new Int32Array(size * NODE);
	}

	count(from: number): void {
		this.nodes[from * NODE + EDGE_COUNT]!++;
	}

	/** Gives each node its room for edges. */
	open(): void {
		const { nodes } = this;
		let total = 0;
		for (let base = 0; base < nodes.length; base += NODE) {
			const count = nodes[base + EDGE_COUNT]!;
			if (count === 0) continue;
			nodes[base + EDGES] = total;
			if (count <= FEW) {
				nodes[base + EDGE_COUNT] = 0;
				total += 2 * count;
				continue;
			}
			let slots = 8;
			while (slots < count * 1.5) slots *= 2;
			nodes[base + EDGE_COUNT] = -slots;
			total += 2 * slots;
		}
		this.edges = new Int32Array(total);
	}

	/** All edges from one node by one symbol: `first` and those linked to it. */
	addEdges(from: number, sym: number, first: number, to: Ints, next: Ints): void {
		const { nodes, edges, several } = this;
		const base = from * NODE;
		let target = to[first]!;
		if (next[first]) {
			target = -several.length;
			for (let edge = first; edge; edge = next[edge]!) several.push(to[edge]!);
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
		this.nodes[node * NODE + ENDS] = this.rows.length;
		for (let end = first; end; end = next[end]!) this.rows.push(row[end]!);
		this.rows.push(0);
	}

	/** Nodes behind gaps: `first` and those linked to it, with the sizes of their gaps. */
	addGaps(node: number, first: number, size: Uint8Array, next: Ints): void {
		const { gaps, nodes } = this;
		const base = node * NODE;
		nodes[base + GAPS] = gaps.length;
		for (let to = first; to; to = next[to]!) {
			gaps.push(to * NODE, size[to]!);
			nodes[base + LATER]! |= nodes[to * NODE + MASK]!;
			nodes[base + LATER_2]! |= nodes[to * NODE + MASK_2]!;
		}
		gaps.push(0);
	}

	finish(rootEdges: Trie['rootEdges']): Trie {
		return {
			nodes: this.nodes,
			edges: this.edges,
			several: Int32Array.from(this.several),
			rows: Int32Array.from(this.rows),
			gaps: Int32Array.from(this.gaps),
			rootEdges,
		};
	}
}
