/** All patterns in one tree whose edges are symbols, so that a single pass over the tokens finds them all. */

export const ROOT = 0;
/** Patterns that must open a sentence. */
export const CARET_ROOT = 1;
/** Members of classes that have several words. */
export const SPAN_ROOT = 2;

export class Trie {
	size = 3;
	/** By node: tokens that may be skipped before its edges. */
	gap = new Uint8Array(1 << 12);
	/** By node: first of the nodes reached from it over a gap, then `gapNext` by such node; 0 ends. */
	gapHead = new Int32Array(1 << 12);
	gapNext = new Int32Array(1 << 12);
	/** By node: index of its first end plus one, 0 if none. */
	endHead = new Int32Array(1 << 12);
	/** By node: 1 if it has edges. */
	inner = new Uint8Array(1 << 12);
	endRow: number[] = [];
	endNext: number[] = [];
	private keyNode = new Int32Array(1 << 14);
	private keySym = new Int32Array(1 << 14);
	private target = new Int32Array(1 << 14);
	private mask = (1 << 14) - 1;
	private edges = 0;

	/** The node reached from `node` by `sym`, or 0. */
	child(node: number, sym: number): number {
		const { keyNode, keySym, mask, target } = this;
		let slot = slotOf(node, sym) & mask;
		for (;;) {
			const to = target[slot]!;
			if (to === 0) return 0;
			if (keyNode[slot] === node && keySym[slot] === sym) return to;
			slot = (slot + 1) & mask;
		}
	}

	addEdge(node: number, sym: number): number {
		const known = this.child(node, sym);
		if (known) return known;
		const to = this.addNode();
		if (++this.edges * 2 > this.mask) this.rehash();
		this.put(node, sym, to);
		this.inner[node] = 1;
		return to;
	}

	/** The node after a gap of up to `size` tokens behind `node`. */
	addGap(node: number, size: number): number {
		for (let g = this.gapHead[node]!; g; g = this.gapNext[g]!) if (this.gap[g] === size) return g;
		const to = this.addNode();
		this.gap[to] = size;
		this.gapNext[to] = this.gapHead[node]!;
		this.gapHead[node] = to;
		return to;
	}

	addEnd(node: number, row: number): void {
		for (let e = this.endHead[node]!; e; e = this.endNext[e - 1]!) if (this.endRow[e - 1] === row) return;
		this.endRow.push(row);
		this.endNext.push(this.endHead[node]!);
		this.endHead[node] = this.endRow.length;
	}

	private addNode(): number {
		if (this.size === this.gap.length) {
			const size = this.size * 2;
			this.gap = grow(this.gap, new Uint8Array(size));
			this.inner = grow(this.inner, new Uint8Array(size));
			this.gapHead = grow(this.gapHead, new Int32Array(size));
			this.gapNext = grow(this.gapNext, new Int32Array(size));
			this.endHead = grow(this.endHead, new Int32Array(size));
		}
		return this.size++;
	}

	private put(node: number, sym: number, to: number): void {
		let slot = slotOf(node, sym) & this.mask;
		while (this.target[slot] !== 0) slot = (slot + 1) & this.mask;
		this.keyNode[slot] = node;
		this.keySym[slot] = sym;
		this.target[slot] = to;
	}

	private rehash(): void {
		const { keyNode, keySym, target } = this;
		const size = (this.mask + 1) * 2;
		this.mask = size - 1;
		this.keyNode = new Int32Array(size);
		this.keySym = new Int32Array(size);
		this.target = new Int32Array(size);
		for (let i = 0; i < target.length; i++) {
			if (target[i] !== 0) this.put(keyNode[i]!, keySym[i]!, target[i]!);
		}
	}
}

function slotOf(node: number, sym: number): number {
	const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(sym, 0x85ebca6b);
	return hash ^ (hash >>> 15);
}

function grow<T extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(from: T, to: T): T {
	to.set(from as never);
	return to;
}
