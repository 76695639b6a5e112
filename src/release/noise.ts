/** R4: two-sided geometric noise, drawn exactly from uniform words: no floating-point bias to undo it by. */

/** A source of uniform, independent 32-bit words. The server passes a cryptographic one, tests a seeded one. */
export type RandomWords = () => number;

/** Draws one integer of noise. */
export type Noise = () => number;

/** Words of 32 bits to which the distribution is laid out: its distance from the true one is under 2^-250. */
const WORDS = 8;
const SCALE = 1n << BigInt(32 * WORDS);
const GUARD = 1n << 64n;

/**
 * Noise with P(x) proportional to exp(-epsilon |x|) over all integers
 * (two-sided geometric mechanism: Ghosh, Roughgarden & Sundararajan, "Universally utility-maximizing privacy mechanisms", 2009).
 *
 * Inversion over an integer table of the cumulative distribution in the order 0, 1, -1, 2, -2, …; the uniform number is
 * drawn one word at a time, as many as the comparison needs (Knuth & Yao, 1976), so nothing is ever rounded.
 * @param epsilon positive, at most six decimals.
 */
export function geometricNoise(epsilon: number, random: RandomWords): Noise {
	const bounds = cumulative(epsilon);
	const firsts = bounds.filter((_, at) => at % WORDS === 0);
	return () => {
		const first = random() >>> 0;
		let rank = 0;
		// Past the table lies less than 2^-250 of the mass: it falls to the last value.
		while (first > (firsts[rank] ?? Infinity)) rank++;
		if (first === firsts[rank]) rank = decide(bounds, rank, first, random);
		return rank & 1 ? (rank + 1) >> 1 : -(rank >> 1) || 0;
	};
}

/** Draws on until the number lies under the bound of some rank from `rank` on; equal in every word counts as not under. */
function decide(bounds: Uint32Array, rank: number, first: number, random: RandomWords): number {
	const drawn = [first];
	for (; rank * WORDS < bounds.length; rank++) {
		for (let word = 0; word < WORDS; word++) {
			const digit = (drawn[word] ??= random() >>> 0);
			const bound = bounds[rank * WORDS + word] ?? 0;
			if (digit < bound) return rank;
			if (digit > bound) break;
		}
	}
	return rank;
}

/** Variance of one draw: 2q / (1 - q)^2 with q = exp(-epsilon). */
export function noiseVariance(epsilon: number): number {
	const q = Math.exp(-epsilon);
	return (2 * q) / (1 - q) ** 2;
}

/** Cumulative probabilities in the order 0, 1, -1, …, as WORDS big-endian words each, until nothing measurable is left. */
function cumulative(epsilon: number): Uint32Array {
	const millionths = BigInt(Math.round(epsilon * 1e6));
	if (millionths <= 0n) throw new RangeError('epsilon must be positive');
	const one = SCALE * GUARD;
	const q = expMinus(millionths, 1_000_000n, one);
	let mass = ((one - q) * one) / (one + q);
	const words: number[] = [];
	let sum = 0n;
	for (let rank = 0; mass / GUARD > 0n; rank++) {
		if (rank & 1) mass = (mass * q) / one;
		sum += mass;
		const bound = sum / GUARD;
		for (let word = WORDS - 1; word >= 0; word--)
			words.push(Number((bound >> BigInt(32 * word)) & 0xffffffffn));
	}
	return Uint32Array.from(words);
}

/** exp(-n/d) in fixed point, by halving the argument below one and the alternating series. */
function expMinus(n: bigint, d: bigint, one: bigint): bigint {
	let halvings = 0;
	while (n > d << BigInt(halvings)) halvings++;
	const divisor = d << BigInt(halvings);
	let term = one;
	let sum = 0n;
	for (let i = 1n; term !== 0n; i++) {
		sum += term;
		term = (-term * n) / (divisor * i);
	}
	for (; halvings > 0; halvings--) sum = (sum * sum) / one;
	return sum;
}
