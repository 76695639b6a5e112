/** Adds up weights of signs, for all outputs at once: a text has some fifty signs, and half of them speak for every output. */
import type { Inputs } from './inputs.ts';
import { OUTPUTS } from './outputs.ts';
import { evenLane, LANES, LANES_HOLD, oddLane, type SignTable, WIDTH } from './sign-table.ts';

/** Fills `logits` with the bias and what the rules' scores weigh. Four outputs a turn, so that their sums stay in registers. */
export function sumInputs(
	{ bias, inputs }: SignTable,
	{ n, at, value }: Inputs,
	logits: Float64Array,
): void {
	for (let o = 0; o < WIDTH; o += 4) {
		let a = bias[o]!;
		let b = bias[o + 1]!;
		let c = bias[o + 2]!;
		let d = bias[o + 3]!;
		for (let i = 0; i < n; i++) {
			const from = at[i]! * WIDTH + o;
			const share = value[i]!;
			a += share * inputs[from]!;
			b += share * inputs[from + 1]!;
			c += share * inputs[from + 2]!;
			d += share * inputs[from + 3]!;
		}
		logits[o] = a;
		logits[o + 1] = b;
		logits[o + 2] = c;
		logits[o + 3] = d;
	}
}

/** An answer less likely than this says nothing for others. */
const UNLIKELY = 0.01;

/** Adds to `logits` what each likely answer says for the others: anger for a conflict, gratitude against fatigue. */
export function addBonds({ bondBias, bonds }: SignTable, logits: Float64Array): void {
	let n = 0;
	for (let o = 0; o < OUTPUTS.length; o++) {
		const likely = 1 / (1 + Math.exp(-logits[o]!));
		if (likely < UNLIKELY) continue;
		speaking[n] = o;
		share[n++] = likely;
	}
	for (let o = 0; o < WIDTH; o += 4) {
		let a = bondBias[o]!;
		let b = bondBias[o + 1]!;
		let c = bondBias[o + 2]!;
		let d = bondBias[o + 3]!;
		for (let i = 0; i < n; i++) {
			const from = speaking[i]! * WIDTH + o;
			const weight = share[i]!;
			a += weight * bonds[from]!;
			b += weight * bonds[from + 1]!;
			c += weight * bonds[from + 2]!;
			d += weight * bonds[from + 3]!;
		}
		logits[o]! += a;
		logits[o + 1]! += b;
		logits[o + 2]! += c;
		logits[o + 3]! += d;
	}
}

const speaking = new Uint8Array(OUTPUTS.length);
const share = new Float64Array(OUTPUTS.length);

/** Fills `units` with the sum of the first `n` rows of `row`: lanes of two outputs, six lanes a turn. */
export function sumRows({ lanes }: SignTable, row: Int32Array, n: number, units: Int32Array): void {
	units.fill(0);
	for (let first = 0; first < n; first += LANES_HOLD) {
		const last = Math.min(n, first + LANES_HOLD);
		for (let lane = 0; lane < LANES; lane += 6) {
			let a = 0;
			let b = 0;
			let c = 0;
			let d = 0;
			let e = 0;
			let f = 0;
			for (let i = first; i < last; i++) {
				const from = row[i]! * LANES + lane;
				a += lanes[from]!;
				b += lanes[from + 1]!;
				c += lanes[from + 2]!;
				d += lanes[from + 3]!;
				e += lanes[from + 4]!;
				f += lanes[from + 5]!;
			}
			spread(units, lane, a);
			spread(units, lane + 1, b);
			spread(units, lane + 2, c);
			spread(units, lane + 3, d);
			spread(units, lane + 4, e);
			spread(units, lane + 5, f);
		}
	}
}

function spread(units: Int32Array, lane: number, sum: number): void {
	units[2 * lane]! += evenLane(sum);
	units[2 * lane + 1]! += oddLane(sum);
}
