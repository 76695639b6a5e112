/** Partial matches, each waiting for the token that may take it on. */

/** Partial matches kept at one token: this bounds the time on repetitive texts. */
const MAX_ITEMS = 64;
/** Items at which the room of those already passed is used again. */
const TIDY_AT = 50_000;

export class WaitingRoom {
	/** By token: the partial matches that wait for it, linked by `next`; 0 ends a list. */
	head = new Int32Array(256);
	next = new Int32Array(1024);
	/** By partial match: its node, times the size of its record; the first token, the bits of those used, and how far it may skip on. */
	base = new Int32Array(1024);
	start = new Int32Array(1024);
	used = new Int32Array(1024);
	left = new Int32Array(1024);
	private count = new Uint8Array(256);
	private size = 0;

	reset(n: number): void {
		if (this.head.length < n) {
			this.head = new Int32Array(n * 2);
			this.count = new Uint8Array(n * 2);
		} else {
			this.head.fill(0, 0, n);
			this.count.fill(0, 0, n);
		}
		this.size = 0;
	}

	add(at: number, base: number, start: number, used: number, left: number): void {
		if (this.count[at]! >= MAX_ITEMS) return;
		this.count[at]!++;
		if (this.size + 2 > this.base.length) this.grow();
		const item = ++this.size;
		this.base[item] = base;
		this.start[item] = start;
		this.used[item] = used;
		this.left[item] = left;
		this.next[item] = this.head[at]!;
		this.head[at] = item;
	}

	/** Once in a long while, moves those that wait for tokens after `done` (at most `reach` ahead of it) to the front. */
	tidy(done: number, n: number, reach: number): void {
		if (this.size > TIDY_AT) this.compact(done, Math.min(n, done + reach));
	}

	private compact(done: number, end: number): void {
		const { head, base, start, used, left, next } = this;
		const lists: [number, number[]][] = [];
		for (let at = done + 1; at < end; at++) {
			const list: number[] = [];
			for (let item = head[at]!; item; item = next[item]!) list.unshift(item);
			if (list.length) lists.push([at, list]);
		}
		const from = [base.slice(), start.slice(), used.slice(), left.slice()] as const;
		let size = 0;
		for (const [at, list] of lists) {
			head[at] = 0;
			for (const item of list) {
				size++;
				base[size] = from[0][item]!;
				start[size] = from[1][item]!;
				used[size] = from[2][item]!;
				left[size] = from[3][item]!;
				next[size] = head[at]!;
				head[at] = size;
			}
		}
		this.size = size;
	}

	private grow(): void {
		this.base = wider(this.base);
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
