/** Makes the part of the graph of patterns that begins with one symbol. */
import { CLOSE, CLOSE_OPTIONAL, decode, DOLLAR, FIRST, GAP_0, OPEN, OR } from './program.ts';
import type { Trie } from './trie.ts';
import { Packing } from './trie-packing.ts';

type Ints = Int32Array<ArrayBuffer>;

export class TrieBuilder {
	/** 0 is the root, 1 the node of the symbol that all patterns here begin with. */
	private size = 2;
	/** By node: tokens that may be skipped before its edges. */
	private readonly gap: Uint8Array<ArrayBuffer>;
	/** By node: first of the nodes reached from it over a gap, then `gapNext` by such node; 0 ends. */
	private readonly gapHead: Ints;
	private readonly gapNext: Ints;
	/** By node: its latest end, 0 if none; ends are linked. */
	private readonly endHead: Ints;
	private readonly endRow: number[] = [0];
	private readonly endNext: number[] = [0];
	/** By node: several edges lead to it, so that no other pattern may grow from it. */
	private readonly joint: Uint8Array<ArrayBuffer>;
	/** By edge: where it comes from, by what symbol, where it leads, and the next with the same node and symbol. */
	private edges = 0;
	private edgeFrom: Ints;
	private edgeSym: Ints;
	private edgeTo: Ints;
	private edgeNext: Ints;
	/** Open addressing by node and symbol: the latest such edge. */
	private heads: Ints;
	private slotMask: number;

	/** `instructions` bounds the number of nodes. */
	constructor(instructions: number) {
		// a gap after a group makes a node for each of its choices
		const nodes = instructions * 2 + 8;
		const edges = instructions + 8;
		this.gap = new Uint8Array(nodes);
		this.gapHead = new Int32Array(nodes);
		this.gapNext = new Int32Array(nodes);
		this.endHead = new Int32Array(nodes);
		this.joint = new Uint8Array(nodes);
		this.edgeFrom = new Int32Array(edges + 1);
		this.edgeSym = new Int32Array(edges + 1);
		this.edgeTo = new Int32Array(edges + 1);
		this.edgeNext = new Int32Array(edges + 1);
		let bits = 3;
		while (1 << bits < edges * 1.5) bits++;
		this.slotMask = (1 << bits) - 1;
		this.heads = new Int32Array(1 << bits);
	}

	/**
	 * Adds the way that starts at `start` of a program (see program.ts), behind its anchor, as far as it begins with `sym`;
	 * `row` is found where it ends.
	 */
	add(program: string, start: number, sym: number, row: number): void {
		/** Nodes at which the pattern read so far may stand; those where the group in hand opened; those it left by. */
		let at: number[] = [0];
		let opened: number[] = at;
		let left: number[] = [];
		/** Do other beginnings, that are left out here, lead to the same place? */
		let shared = false;
		let openedShared = false;
		let choices = 0;
		let first = true;
		for (let i = start; ; i++) {
			const code = program.charCodeAt(i);
			if (code >= FIRST) {
				if (at[0] === 0 && decode(code) !== sym) {
					i = endOfChoice(program, i) - 1;
					at = [];
					continue;
				}
				at = [this.step(at, decode(code), shared)];
				shared = false;
			} else if (code > GAP_0 && code <= GAP_0 + 9) at = this.skip(at, code - GAP_0);
			else if (code === OPEN) {
				first = i === start;
				opened = at;
				openedShared = shared;
				left = [];
				choices = 1;
			} else if (code === OR) {
				left.push(...at);
				at = opened;
				shared = openedShared;
				choices++;
			} else if (code === CLOSE || code === CLOSE_OPTIONAL) {
				left.push(...at);
				if (code === CLOSE_OPTIONAL) left.push(...opened);
				at = left.length > 1 ? [...new Set(left)] : left;
				shared = first && choices > 1;
			} else {
				const end = code === DOLLAR ? -row - 1 : row + 1;
				for (const node of at) this.addEnd(node, end);
				return;
			}
		}
	}

	/** Lays the finished graph out at the end of `trie`; answers the node of the symbol that all its patterns begin with. */
	build(trie: Trie): number {
		const packing = new Packing(trie, this.size);
		const { edgeFrom, edgeSym, edgeTo, edgeNext, heads, gap, gapHead, gapNext, endHead } = this;
		for (let edge = 1; edge <= this.edges; edge++) packing.count(edgeFrom[edge]!);
		packing.open();
		for (let slot = 0; slot < heads.length; slot++) {
			const edge = heads[slot]!;
			if (edge) packing.addEdges(edgeFrom[edge]!, edgeSym[edge]!, edge, edgeTo, edgeNext);
		}
		for (let node = 1; node < this.size; node++) {
			if (endHead[node]) packing.addEnds(node, endHead[node]!, this.endRow, this.endNext);
			if (gapHead[node]) packing.addGaps(node, gapHead[node]!, gap, gapNext);
		}
		return packing.first + 1;
	}

	/** The node reached by `sym` from all the nodes of `at`; patterns with the same beginning share theirs. */
	private step(at: number[], sym: number, shared: boolean): number {
		if (at.length > 1 || shared) {
			const to = this.size++;
			this.joint[to] = 1;
			for (const node of at) this.addEdge(node, sym, to);
			return to;
		}
		const node = at[0]!;
		if (node === 0) return 1;
		for (let edge = this.heads[this.slotOf(node, sym)]!; edge; edge = this.edgeNext[edge]!) {
			if (!this.joint[this.edgeTo[edge]!]) return this.edgeTo[edge]!;
		}
		const to = this.size++;
		this.addEdge(node, sym, to);
		return to;
	}

	private addEdge(node: number, sym: number, to: number): void {
		if (this.edges + 2 > this.edgeTo.length) this.grow();
		const edge = ++this.edges;
		const slot = this.slotOf(node, sym);
		this.edgeFrom[edge] = node;
		this.edgeSym[edge] = sym;
		this.edgeTo[edge] = to;
		this.edgeNext[edge] = this.heads[slot]!;
		this.heads[slot] = edge;
	}

	/** Groups that follow each other have more edges than instructions. */
	private grow(): void {
		this.edgeFrom = wider(this.edgeFrom);
		this.edgeSym = wider(this.edgeSym);
		this.edgeTo = wider(this.edgeTo);
		this.edgeNext = wider(this.edgeNext);
		const old = this.heads;
		this.heads = new Int32Array(old.length * 2);
		this.slotMask = this.heads.length - 1;
		for (const edge of old) {
			if (edge) this.heads[this.slotOf(this.edgeFrom[edge]!, this.edgeSym[edge]!)] = edge;
		}
	}

	/** Where the edges from `node` by `sym` are, or may be put. */
	private slotOf(node: number, sym: number): number {
		const { heads, edgeFrom, edgeSym, slotMask } = this;
		const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(sym, 0x85ebca6b);
		let slot = (hash ^ (hash >>> 15)) & slotMask;
		for (;;) {
			const head = heads[slot]!;
			if (head === 0 || (edgeFrom[head] === node && edgeSym[head] === sym)) return slot;
			slot = (slot + 1) & slotMask;
		}
	}

	/** The nodes behind a gap of up to `size` tokens; a gap before anything is none. */
	private skip(at: number[], size: number): number[] {
		return at.map((node) => {
			if (node === 0) return node;
			for (let g = this.gapHead[node]!; g; g = this.gapNext[g]!) {
				if (this.gap[g] === size) return g;
			}
			const to = this.size++;
			this.gap[to] = size;
			this.gapNext[to] = this.gapHead[node]!;
			this.gapHead[node] = to;
			return to;
		});
	}

	private addEnd(node: number, end: number): void {
		if (node === 0) return;
		for (let e = this.endHead[node]!; e; e = this.endNext[e]!) if (this.endRow[e] === end) return;
		this.endRow.push(end);
		this.endNext.push(this.endHead[node]!);
		this.endHead[node] = this.endRow.length - 1;
	}
}

/** Where the choice, or the group, that position `from` lies in ends. */
function endOfChoice(program: string, from: number): number {
	for (let i = from; ; i++) {
		const code = program.charCodeAt(i);
		if (code === OR || code === CLOSE || code === CLOSE_OPTIONAL) return i;
	}
}

function wider(from: Ints): Ints {
	const to = new Int32Array(from.length * 2);
	to.set(from);
	return to;
}
