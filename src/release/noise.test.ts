import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EPSILON } from '#contracts/policy.ts';
import { geometricNoise, noiseVariance } from './noise.ts';
import { seededWords } from './samples.ts';

const q = Math.exp(-EPSILON);
const probability = (x: number): number => ((1 - q) / (1 + q)) * q ** Math.abs(x);

describe('two-sided geometric noise', () => {
	it('has the probabilities of its definition', () => {
		const draw = geometricNoise(EPSILON, seededWords(42));
		const draws = 400_000;
		const seen = new Map<number, number>();
		for (let i = 0; i < draws; i++) {
			const x = draw();
			seen.set(x, (seen.get(x) ?? 0) + 1);
		}
		for (let x = -4; x <= 4; x++) {
			const expected = probability(x) * draws;
			expect(Math.abs((seen.get(x) ?? 0) - expected)).toBeLessThan(5 * Math.sqrt(expected));
		}
	});

	it('has mean zero and the variance that the analysis counts on', () => {
		const draw = geometricNoise(EPSILON, seededWords(7));
		const draws = Array.from({ length: 400_000 }, draw);
		const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
		const variance = draws.reduce((sum, x) => sum + x * x, 0) / draws.length;
		expect(Math.abs(mean)).toBeLessThan(0.01);
		expect(Math.abs(variance / noiseVariance(EPSILON) - 1)).toBeLessThan(0.03);
	});

	it('cuts the unit interval exactly at the cumulative probabilities', () => {
		const from = (word: number) => geometricNoise(EPSILON, () => word)();
		const edges = [0, 1, -1, 2, -2, 3].reduce<number[]>(
			(sums, x) => [...sums, (sums.at(-1) ?? 0) + probability(x)],
			[],
		);
		for (const [rank, value] of [0, 1, -1, 2, -2, 3].entries()) {
			const edge = Math.floor((edges[rank] ?? 0) * 2 ** 32);
			expect(from(edge - 1)).toBe(value);
			expect(from(edge + 2)).not.toBe(value);
		}
	});

	it('asks for more words only where the first does not decide', () => {
		let asked = 0;
		const draw = geometricNoise(EPSILON, () => (asked++, 0xffffffff));
		expect(Math.abs(draw())).toBeGreaterThan(50);
		expect(asked).toBe(8);
		asked = 0;
		geometricNoise(EPSILON, () => (asked++, 0))();
		expect(asked).toBe(1);
	});

	it('always ends in a whole number', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 8_000_000 }), fc.integer(), (millionths, seed) => {
				fc.pre(millionths >= 50_000);
				expect(Number.isSafeInteger(geometricNoise(millionths / 1e6, seededWords(seed))())).toBe(
					true,
				);
			}),
			{ numRuns: 20 },
		);
	});
});
