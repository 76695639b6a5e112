/** What each token, and those soon after it, can stand for, as bits: partial matches that cannot go on are dropped unseen. */
import type { Arcs } from './slots.ts';
import type { Tokens } from './tokens.ts';

/** Tokens looked at from one on: the widest gap and what follows it. */
const REACH = 10;

export class Outlook {
	/** By token, four integers: the bits of its own symbols and arcs (`sym & 31`, then those with bit 32), and of all up to REACH. */
	bits = new Int32Array(4 * 256);

	run(tokens: Tokens, syms: Int32Array, arcs: Arcs): void {
		const { n, symOff, symLen, brk } = tokens;
		if (this.bits.length < 4 * n + 4) this.bits = new Int32Array(8 * n);
		const { bits } = this;
		bits[4 * n] = bits[4 * n + 1] = bits[4 * n + 2] = bits[4 * n + 3] = 0;
		for (let i = 0; i < n; i++) {
			let low = 0;
			let high = 0;
			const off = symOff[i]!;
			for (let k = off + symLen[i]! - 1; k >= off; k--) {
				const sym = syms[k]!;
				if (sym & 32) high |= 1 << (sym & 31);
				else low |= 1 << (sym & 31);
			}
			for (let arc = arcs.head[i]!; arc; arc = arcs.next[arc]!) {
				const sym = arcs.sym[arc]!;
				if (sym & 32) high |= 1 << (sym & 31);
				else low |= 1 << (sym & 31);
			}
			bits[4 * i] = low;
			bits[4 * i + 1] = high;
		}
		for (let i = 0; i < n; i++) {
			let low = bits[4 * i]!;
			let high = bits[4 * i + 1]!;
			const end = Math.min(n, i + REACH);
			for (let k = i + 1; k < end && brk[k] !== 2; k++) {
				low |= bits[4 * k]!;
				high |= bits[4 * k + 1]!;
			}
			bits[4 * i + 2] = low;
			bits[4 * i + 3] = high;
		}
	}
}
