import { describe, expect, it } from 'vitest';
import { startKeyMill } from './key-mill.ts';

const counting = () => {
	let made = 0;
	const makePair = async () => {
		await new Promise((resolve) => setTimeout(resolve, 1));
		return { secret: `s${++made}`, published: `p${made}` };
	};
	return { makePair, made: () => made };
};

describe('the key mill', () => {
	it('gives every pair once, and makes no more than were asked for', async () => {
		const { makePair, made } = counting();
		const mill = startKeyMill(6, makePair);
		const rounds = await Promise.all([
			mill.makeKeys(['a', 'b', 'c']),
			mill.makeKeys(['a', 'b', 'c']),
		]);
		expect(new Set(rounds.flatMap((keys) => Object.values(keys.pools))).size).toBe(6);
		expect(made()).toBe(6);
	});

	it('makes the others when asked for more than was foreseen', async () => {
		const { makePair } = counting();
		const mill = startKeyMill(2, makePair);
		const pools = Array.from({ length: 9 }, (_, i) => `p${i}`);
		const keys = await mill.makeKeys(pools);
		expect(new Set(Object.values(keys.pools)).size).toBe(9);
		expect(Object.keys((await mill.makeKeys(['z'])).pools)).toEqual(['z']);
	});
});
