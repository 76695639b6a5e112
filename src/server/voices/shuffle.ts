/** Fisher-Yates, so that no order says anything. */
import type { RandomWords } from '#release/noise.ts';

/** A uniformly shuffled copy. @param random uniform 32-bit words. */
export function shuffle<Item>(items: readonly Item[], random: RandomWords): Item[] {
	const shuffled = [...items];
	for (let i = shuffled.length - 1; i > 0; i--) {
		const j = below(i + 1, random);
		[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
	}
	return shuffled;
}

/** A uniform whole number under `limit` (at most 2^32), by rejection: no remainder is favoured. */
export function below(limit: number, random: RandomWords): number {
	const span = 2 ** 32 - (2 ** 32 % limit);
	for (;;) {
		const word = random() >>> 0;
		if (word < span) return word % limit;
	}
}
