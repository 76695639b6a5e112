/** Seeded chance for the demonstration's story, so that it is the same for everybody; noise and keys never come from here. */

export type Chance = {
	/** Uniform in [0, 1). */
	uniform(): number;
	/** Standard normal (Box-Muller). */
	normal(): number;
	pick<Item>(items: readonly Item[]): Item;
	/** One of `items` with a probability proportional to its weight. */
	weigh<Item>(items: readonly Item[], weights: readonly number[]): Item;
};

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state are enough for a story. */
export function createChance(seed: number): Chance {
	let state = seed >>> 0;
	const uniform = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		uniform,
		normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
		pick: (items) => items[Math.floor(uniform() * items.length)]!,
		weigh(items, weights) {
			let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0);
			for (const [i, weight] of weights.entries()) if ((left -= weight) < 0) return items[i]!;
			return items.at(-1)!;
		},
	};
}
