/** What stands around each token, as bits: patterns that cannot be whole are dropped unseen. */
import type { Arcs } from './slots.ts';
import { HIGH, LIST, LOW } from './symbol-lists.ts';
import type { Tokens } from './tokens.ts';

/** Two integers hold a set of symbols: bit `sym & 31` of the first, or of the second if `sym` has bit 32. */
export class Outlook {
	/** By token: what may begin there if it goes on a sentence, else nothing. */
	after = new Int32Array(2 * 256);
	/** By token: what may end just before it, in its sentence. */
	before = new Int32Array(2 * 256);
	/** By token: all of its sentence. */
	around = new Int32Array(2 * 256);

	run(tokens: Tokens, records: Int32Array, arcs: Arcs): void {
		const { n, list, brk } = tokens;
		if (this.after.length < 2 * n + 2) {
			this.after = new Int32Array(4 * n + 2);
			this.before = new Int32Array(4 * n + 2);
			this.around = new Int32Array(4 * n + 2);
		}
		const { after, before, around } = this;
		before.fill(0, 0, 2 * n + 2);
		after[2 * n] = after[2 * n + 1] = 0;
		let low = 0;
		let high = 0;
		let first = 0;
		for (let i = 0; i < n; i++) {
			const opens = brk[i] === 2;
			if (opens && i > first) {
				for (let k = first; k < i; k++) {
					around[2 * k] = low;
					around[2 * k + 1] = high;
				}
				first = i;
				low = high = 0;
			}
			let own = records[LIST * list[i]! + LOW]!;
			let own2 = records[LIST * list[i]! + HIGH]!;
			before[2 * i + 2]! |= own;
			before[2 * i + 3]! |= own2;
			for (let arc = arcs.head[i]!; arc; arc = arcs.next[arc]!) {
				const sym = arcs.sym[arc]!;
				const end = 2 * (i + arcs.len[arc]!);
				if (sym & 32) {
					own2 |= 1 << sym;
					before[end + 1]! |= 1 << sym;
				} else {
					own |= 1 << sym;
					before[end]! |= 1 << sym;
				}
			}
			low |= own;
			high |= own2;
			after[2 * i] = opens ? 0 : own;
			after[2 * i + 1] = opens ? 0 : own2;
			if (opens) before[2 * i] = before[2 * i + 1] = 0;
		}
		for (let k = first; k < n; k++) {
			around[2 * k] = low;
			around[2 * k + 1] = high;
		}
	}
}
