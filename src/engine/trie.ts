/** All patterns in one graph whose edges are symbols, so that a single pass over the tokens finds them all. */
import {
	AGAIN,
	CARET,
	CLOSE,
	CLOSE_OPTIONAL,
	decode,
	DOLLAR,
	END,
	FIRST,
	GAP_0,
	OPEN,
	OR,
} from './program.ts';

export const ROOT = 0;
/** Patterns that must open a sentence. */
export const CARET_ROOT = 1;
/** Members of classes that have several words. */
export const SPAN_ROOT = 2;

type Ints = Int32Array<ArrayBuffer>;

export class Trie {
	size = 3;
	/** By node: bit `sym & 31` is set if some edge may have that symbol; `mask2` is for symbols with bit 32 set. */
	mask: Ints;
	mask2: Ints;
	/** By node: what may follow over a gap, in the same bits. */
	later: Ints;
	later2: Ints;
	/** By node: 1 if it has edges. */
	inner: Uint8Array<ArrayBuffer>;
	/** By node: tokens that may be skipped before its edges. */
	gap: Uint8Array<ArrayBuffer>;
	/** By node: first of the nodes reached from it over a gap, then `gapNext` by such node; 0 ends. */
	gapHead: Ints;
	gapNext: Ints;
	/** By node: index of its first end plus one, 0 if none. */
	endHead: Ints;
	endRow: number[] = [];
	endNext: number[] = [];
	/** By edge: the node it leads to, and the next edge with the same node and symbol; 0 ends. */
	edgeTo: Ints;
	edgeNext: Ints;
	/** By root and symbol: the node reached, 0 if none. */
	readonly rootEdges: [Ints, Ints, Ints];
	/** By node: several edges lead to it, so that no other pattern may grow from it. */
	private readonly joint: Uint8Array<ArrayBuffer>;
	private keys: Ints;
	private heads: Ints;
	private slotMask: number;
	private edges = 0;
	private keyCount = 0;

	/** `instructions` bounds the number of nodes. */
	constructor(symbols: number, instructions: number) {
		// a gap after a group makes a node for each of its choices
		const nodes = instructions * 2 + 8;
		this.mask = new Int32Array(nodes);
		this.mask2 = new Int32Array(nodes);
		this.later = new Int32Array(nodes);
		this.later2 = new Int32Array(nodes);
		this.inner = new Uint8Array(nodes);
		this.gap = new Uint8Array(nodes);
		this.gapHead = new Int32Array(nodes);
		this.gapNext = new Int32Array(nodes);
		this.endHead = new Int32Array(nodes);
		this.joint = new Uint8Array(nodes);
		this.rootEdges = [new Int32Array(symbols), new Int32Array(symbols), new Int32Array(symbols)];
		let bits = 8;
		while (1 << bits < instructions * 3) bits++;
		this.slotMask = (1 << bits) - 1;
		this.keys = new Int32Array(2 << bits);
		this.heads = new Int32Array(1 << bits);
		this.edgeTo = new Int32Array(instructions * 2 + 8);
		this.edgeNext = new Int32Array(instructions * 2 + 8);
	}

	/** First edge from `node` by `sym`, 0 if none; the others follow in `edgeNext`. */
	edge(node: number, sym: number): number {
		const { keys, heads, slotMask } = this;
		let slot = slotOf(node, sym) & slotMask;
		for (;;) {
			const head = heads[slot]!;
			if (head === 0) return 0;
			if (keys[slot * 2] === node && keys[slot * 2 + 1] === sym) return head;
			slot = (slot + 1) & slotMask;
		}
	}

	/**
	 * Reads the rows of a program (see program.ts) and adds them; `rowOf` gives the number under which row i is found,
	 * `onRow` hears where each row starts and whether it must end a sentence.
	 */
	load(
		program: string,
		root: number,
		rowOf: (index: number) => number,
		onRow: (index: number, offset: number, dollar: boolean) => void,
	): void {
		let row = 0;
		let begin = 0;
		let dollar = false;
		/** Nodes at which the pattern read so far may stand; those where the group in hand opened; those it left by. */
		let at: number[] = [root];
		let opened: number[] = at;
		let left: number[] = [];
		const end = program.length;
		for (let i = 0; i < end; i++) {
			const code = program.charCodeAt(i);
			if (code >= FIRST) at = [this.step(at, decode(code))];
			else if (code > GAP_0 && code <= GAP_0 + 9) at = this.skip(at, code - GAP_0);
			else if (code === OPEN) {
				opened = at;
				left = [];
			} else if (code === OR) {
				left.push(...at);
				at = opened;
			} else if (code === CLOSE || code === CLOSE_OPTIONAL) {
				left.push(...at);
				if (code === CLOSE_OPTIONAL) left.push(...opened);
				at = left.length > 1 ? [...new Set(left)] : left;
			} else if (code === CARET) at = [CARET_ROOT];
			else if (code === DOLLAR) dollar = true;
			else {
				for (const node of at) this.addEnd(node, rowOf(row));
				at = [root];
				if (code === END) {
					onRow(row, begin, dollar);
					row++;
					begin = i + 1;
					dollar = false;
				} else if (code === AGAIN && program.charCodeAt(begin) === CARET) at = [CARET_ROOT];
			}
		}
		for (let node = 0; node < this.size; node++) {
			for (let g = this.gapHead[node]!; g; g = this.gapNext[g]!) {
				this.later[node]! |= this.mask[g]!;
				this.later2[node]! |= this.mask2[g]!;
			}
		}
	}

	/** The node reached by `sym` from all the nodes of `at`; patterns with the same beginning share theirs. */
	private step(at: number[], sym: number): number {
		if (at.length > 1) {
			const to = this.size++;
			this.joint[to] = 1;
			for (const node of at) this.addEdge(node, sym, to);
			return to;
		}
		const node = at[0]!;
		if (node <= SPAN_ROOT) {
			const edges = this.rootEdges[node as 0 | 1 | 2];
			return edges[sym]! || (edges[sym] = this.size++);
		}
		for (let edge = this.edge(node, sym); edge; edge = this.edgeNext[edge]!) {
			if (!this.joint[this.edgeTo[edge]!]) return this.edgeTo[edge]!;
		}
		const to = this.size++;
		this.addEdge(node, sym, to);
		return to;
	}

	private addEdge(node: number, sym: number, to: number): void {
		if (this.edges + 2 > this.edgeTo.length) {
			this.edgeTo = wider(this.edgeTo);
			this.edgeNext = wider(this.edgeNext);
		}
		const { keys, heads, slotMask } = this;
		const edge = ++this.edges;
		this.edgeTo[edge] = to;
		let slot = slotOf(node, sym) & slotMask;
		while (heads[slot] !== 0 && (keys[slot * 2] !== node || keys[slot * 2 + 1] !== sym)) {
			slot = (slot + 1) & slotMask;
		}
		if (heads[slot] === 0) this.keyCount++;
		keys[slot * 2] = node;
		keys[slot * 2 + 1] = sym;
		this.edgeNext[edge] = heads[slot]!;
		heads[slot] = edge;
		if (sym & 32) this.mask2[node]! |= 1 << (sym & 31);
		else this.mask[node]! |= 1 << (sym & 31);
		this.inner[node] = 1;
		if (this.keyCount * 2 > slotMask) this.rehash();
	}

	private rehash(): void {
		const { keys, heads } = this;
		this.slotMask = this.slotMask * 2 + 1;
		this.keys = new Int32Array((this.slotMask + 1) * 2);
		this.heads = new Int32Array(this.slotMask + 1);
		for (let old = 0; old < heads.length; old++) {
			if (heads[old] === 0) continue;
			let slot = slotOf(keys[old * 2]!, keys[old * 2 + 1]!) & this.slotMask;
			while (this.heads[slot] !== 0) slot = (slot + 1) & this.slotMask;
			this.keys[slot * 2] = keys[old * 2]!;
			this.keys[slot * 2 + 1] = keys[old * 2 + 1]!;
			this.heads[slot] = heads[old]!;
		}
	}

	/** The nodes behind a gap of up to `size` tokens; a gap before anything is none. */
	private skip(at: number[], size: number): number[] {
		return at.map((node) => {
			if (node <= SPAN_ROOT) return node;
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

	private addEnd(node: number, row: number): void {
		if (node <= SPAN_ROOT) return;
		for (let e = this.endHead[node]!; e; e = this.endNext[e - 1]!) {
			if (this.endRow[e - 1] === row) return;
		}
		this.endRow.push(row);
		this.endNext.push(this.endHead[node]!);
		this.endHead[node] = this.endRow.length;
	}
}

function slotOf(node: number, sym: number): number {
	const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(sym, 0x85ebca6b);
	return hash ^ (hash >>> 15);
}

function wider(from: Ints): Ints {
	const to = new Int32Array(from.length * 2);
	to.set(from);
	return to;
}
