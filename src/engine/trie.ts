/** All patterns in one tree whose edges are symbols, so that a single pass over the tokens finds them all. */
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

export class Trie {
	size = 3;
	/** By node: bit `sym & 31` is set if some edge may have that symbol; `mask2` is for symbols with bit 32 set. */
	mask: Int32Array<ArrayBuffer>;
	mask2: Int32Array<ArrayBuffer>;
	/** By node: 1 if it has edges. */
	inner: Uint8Array<ArrayBuffer>;
	/** By node, once `close` has seen it: what may follow at once, what may follow over a gap, and whether a row ends there. */
	soon: Int32Array<ArrayBuffer>;
	soon2: Int32Array<ArrayBuffer>;
	later: Int32Array<ArrayBuffer>;
	later2: Int32Array<ArrayBuffer>;
	closed: Uint8Array<ArrayBuffer>;
	/** By node: tokens that may be skipped before its edges. */
	gap: Uint8Array<ArrayBuffer>;
	/** By node: first of the nodes reached from it over a gap, then `gapNext` by such node; 0 ends. */
	gapHead: Int32Array<ArrayBuffer>;
	gapNext: Int32Array<ArrayBuffer>;
	/** By node: index of its first silent step plus one, 0 if none; `stepTo` the node it leads to. */
	stepHead: Int32Array<ArrayBuffer>;
	stepTo: number[] = [];
	stepNext: number[] = [];
	/** By node: index of its first end plus one, 0 if none. */
	endHead: Int32Array<ArrayBuffer>;
	endRow: number[] = [];
	endNext: number[] = [];
	/** By root and symbol: the node reached, 0 if none. */
	readonly rootEdges: [Int32Array, Int32Array, Int32Array];
	private readonly keys: Int32Array;
	private readonly targets: Int32Array;
	private readonly slotMask: number;

	/** `instructions` bounds the number of nodes. */
	constructor(symbols: number, instructions: number) {
		const nodes = instructions + 8;
		this.mask = new Int32Array(nodes);
		this.mask2 = new Int32Array(nodes);
		this.inner = new Uint8Array(nodes);
		this.soon = new Int32Array(nodes);
		this.soon2 = new Int32Array(nodes);
		this.later = new Int32Array(nodes);
		this.later2 = new Int32Array(nodes);
		this.closed = new Uint8Array(nodes);
		this.gap = new Uint8Array(nodes);
		this.gapHead = new Int32Array(nodes);
		this.gapNext = new Int32Array(nodes);
		this.stepHead = new Int32Array(nodes);
		this.endHead = new Int32Array(nodes);
		this.rootEdges = [new Int32Array(symbols), new Int32Array(symbols), new Int32Array(symbols)];
		let bits = 8;
		while (1 << bits < instructions * 1.5) bits++;
		this.slotMask = (1 << bits) - 1;
		this.keys = new Int32Array(2 << bits);
		this.targets = new Int32Array(1 << bits);
	}

	/** The node reached from `node` by `sym`, or 0. */
	child(node: number, sym: number): number {
		const { keys, targets, slotMask } = this;
		let slot = slotOf(node, sym) & slotMask;
		for (;;) {
			const to = targets[slot]!;
			if (to === 0) return 0;
			if (keys[slot * 2] === node && keys[slot * 2 + 1] === sym) return to;
			slot = (slot + 1) & slotMask;
		}
	}

	/** Fills `soon`, `later` and `closed` (1, or 3 where a row ends) for a node, through its silent steps and gaps. */
	close(node: number): void {
		this.closed[node] = 1;
		let soon = this.mask[node]!;
		let soon2 = this.mask2[node]!;
		let later = 0;
		let later2 = 0;
		let ends = this.endHead[node]! > 0;
		for (let step = this.stepHead[node]!; step; step = this.stepNext[step - 1]!) {
			const to = this.stepTo[step - 1]!;
			if (!this.closed[to]) this.close(to);
			soon |= this.soon[to]!;
			soon2 |= this.soon2[to]!;
			later |= this.later[to]!;
			later2 |= this.later2[to]!;
			ends ||= this.closed[to] === 3;
		}
		for (let g = this.gapHead[node]!; g; g = this.gapNext[g]!) {
			if (!this.closed[g]) this.close(g);
			later |= this.soon[g]!;
			later2 |= this.soon2[g]!;
		}
		this.soon[node] = soon;
		this.soon2[node] = soon2;
		this.later[node] = later;
		this.later2[node] = later2;
		if (ends) this.closed[node] = 3;
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
		let node = root;
		let dollar = false;
		/** Within a group: where it opened, and the node its choices meet in. */
		let opened = 0;
		let meet = 0;
		const { keys, targets, slotMask, mask, mask2, inner } = this;
		const end = program.length;
		for (let i = 0; i < end; i++) {
			const code = program.charCodeAt(i);
			if (code >= FIRST) {
				const sym = decode(code);
				if (node <= SPAN_ROOT) {
					const edges = this.rootEdges[node as 0 | 1 | 2];
					node = edges[sym]! || (edges[sym] = this.size++);
					continue;
				}
				let slot = slotOf(node, sym) & slotMask;
				let to = targets[slot]!;
				while (to !== 0 && (keys[slot * 2] !== node || keys[slot * 2 + 1] !== sym)) {
					slot = (slot + 1) & slotMask;
					to = targets[slot]!;
				}
				if (to === 0) {
					to = this.size++;
					keys[slot * 2] = node;
					keys[slot * 2 + 1] = sym;
					targets[slot] = to;
					if (sym & 32) mask2[node]! |= 1 << (sym & 31);
					else mask[node]! |= 1 << (sym & 31);
					inner[node] = 1;
				}
				node = to;
			} else if (code > GAP_0 && code <= GAP_0 + 9) node = this.addGap(node, code - GAP_0);
			else if (code === OPEN) {
				opened = node;
				meet = this.size++;
			} else if (code === OR) {
				this.addStep(node, meet);
				node = opened;
			} else if (code === CLOSE || code === CLOSE_OPTIONAL) {
				this.addStep(node, meet);
				if (code === CLOSE_OPTIONAL) this.addStep(opened, meet);
				node = meet;
			} else if (code === CARET) node = CARET_ROOT;
			else if (code === DOLLAR) dollar = true;
			else {
				this.addEnd(node, rowOf(row));
				node = root;
				if (code === END) {
					onRow(row, begin, dollar);
					row++;
					begin = i + 1;
					dollar = false;
				} else if (code === AGAIN && program.charCodeAt(begin) === CARET) node = CARET_ROOT;
			}
		}
	}

	/** The node after a gap of up to `size` tokens behind `node`; a gap before anything is none. */
	private addGap(node: number, size: number): number {
		if (node <= SPAN_ROOT) return node;
		for (let g = this.gapHead[node]!; g; g = this.gapNext[g]!) if (this.gap[g] === size) return g;
		const to = this.size++;
		this.gap[to] = size;
		this.gapNext[to] = this.gapHead[node]!;
		this.gapHead[node] = to;
		return to;
	}

	private addStep(from: number, to: number): void {
		if (from <= SPAN_ROOT) return;
		this.stepTo.push(to);
		this.stepNext.push(this.stepHead[from]!);
		this.stepHead[from] = this.stepTo.length;
	}

	private addEnd(node: number, row: number): void {
		if (node <= SPAN_ROOT) return;
		for (let e = this.endHead[node]!; e; e = this.endNext[e - 1]!)
			if (this.endRow[e - 1] === row) return;
		this.endRow.push(row);
		this.endNext.push(this.endHead[node]!);
		this.endHead[node] = this.endRow.length;
	}
}

function slotOf(node: number, sym: number): number {
	const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(sym, 0x85ebca6b);
	return hash ^ (hash >>> 15);
}
