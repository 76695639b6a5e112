/** Of all rows that fired, which ones speak: the longer match wins over what it contains. */
import type { Matches } from './match.ts';
import type { Effect } from './effect.ts';
import type { Prepared } from './prepare.ts';

/** Tokens that a match may span, and matches that one text may have: a check-in has a dozen. */
const MAX_SPAN = 42;
const MAX_CONTENT = 4000;

/** How far back an overlapping match is looked for. */
const WINDOW = 48;

/** Matches that stand, in order of their start; `content` and `operators` hold indices into `matches`. */
export class Selection {
	content: number[] = [];
	operators: number[] = [];
	/** Faint signs, good less bad, summed. */
	lean = 0;
	private dropped = new Uint8Array(256);
	/** By match: what its row says. */
	private readonly effects: Effect[] = [];

	/** `matches` must be in the order of their starts. */
	run(prepared: Prepared, matches: Matches): void {
		const { n, row, start, end, mask } = matches;
		this.content.length = 0;
		this.operators.length = 0;
		this.lean = 0;
		if (this.dropped.length < n) this.dropped = new Uint8Array(n * 2);
		else this.dropped.fill(0, 0, n);
		const { dropped, effects } = this;
		for (let i = 0; i < n; i++) {
			const effect = prepared.effect(row[i]!);
			effects[i] = effect;
			if (effect.silent) dropped[i] = 1;
		}
		for (let a = 0; a < n; a++) {
			const from = dropped[a] ? a : Math.max(0, a - WINDOW);
			for (let b = a - 1; b >= from; b--) {
				const shift = start[a]! - start[b]!;
				if (shift > MAX_SPAN) break;
				if (end[b]! <= start[a]! || dropped[b]) continue;
				const inner = overlap(mask[a]!, mask[b]!, shift);
				if (inner === 0) continue;
				if (inner & 1 && beats(effects[b]!, effects[a]!)) dropped[a] = 1;
				else if (inner & 2 && beats(effects[a]!, effects[b]!)) dropped[b] = 1;
				else if (inner & 4) {
					if (effects[a]!.figurative && effects[b]!.safety) dropped[b] = 1;
					if (effects[b]!.figurative && effects[a]!.safety) dropped[a] = 1;
				}
			}
		}
		for (let a = 0; a < n; a++) {
			if (dropped[a]) continue;
			const effect = effects[a]!;
			if (effect.hint) {
				this.lean += effect.sign;
				continue;
			}
			if (effect.operator >= 0 && this.operators.length < MAX_CONTENT) this.operators.push(a);
			if (effect.labels.length > 0 && this.content.length < MAX_CONTENT) this.content.push(a);
		}
	}
}

/** Bits: 1 `a` lies strictly within `b`, 2 `b` strictly within `a`, 4 they share a token; `a` starts `shift` tokens later. */
function overlap(a: number, b: number, shift: number): number {
	if (shift > 30) return 0;
	const shifted = a << shift;
	const shared = shifted & b;
	if (!shared) return 0;
	if (shared === shifted && shared !== b) return 5;
	if (shared === b && shared !== shifted) return 6;
	return 4;
}

/** Does the longer row silence the one within it? */
function beats(outer: Effect, inner: Effect): boolean {
	if (outer.hint) return inner.hint;
	if (inner.hint) return outer.operator < 0;
	if (inner.operator >= 0) return true;
	if (outer.operator >= 0) return !inner.safety;
	if (inner.safety) return outer.figurative || outer.safety;
	if (inner.figurative && inner.labels.length === 0) return false;
	if (!outer.situation) return true;
	if (outer.sign * inner.sign <= 0) return true;
	return inner.labels.every((label) => outer.labels.includes(label));
}
