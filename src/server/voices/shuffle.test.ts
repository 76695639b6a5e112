import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { below, shuffle } from './shuffle.ts';

const random = () => randomInt(2 ** 32);

describe('a shuffle', () => {
	it('keeps every item once', () => {
		fc.assert(
			fc.property(fc.array(fc.integer()), (items) => {
				expect([...shuffle(items, random)].sort()).toEqual([...items].sort());
			}),
		);
	});

	it('brings each item to each place about equally often', () => {
		const seen = new Map<string, number>();
		for (let i = 0; i < 6_000; i++) {
			const order = shuffle(['a', 'b', 'c'], random).join('');
			seen.set(order, (seen.get(order) ?? 0) + 1);
		}
		// Six orders, 1000 each expected, standard deviation 29.
		expect(seen.size).toBe(6);
		for (const times of seen.values()) expect(Math.abs(times - 1_000)).toBeLessThan(180);
	});

	it('never favours a remainder', () => {
		const words = [2 ** 32 - 1, 7];
		expect(below(10, () => words.shift()!)).toBe(7);
	});
});
