import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EPSILON } from '#contracts/policy.ts';
import { geometricNoise } from '#release/noise.ts';
import { seededWords } from '#release/samples.ts';
import { estimateShare } from './share.ts';

describe('a share', () => {
	it('lies within its interval, and all within 0 and 1', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -30, max: 300 }),
				fc.integer({ min: 5, max: 250 }),
				fc.integer({ min: 1, max: 40 }),
				(count, voices, atoms) => {
					const { share, low, high } = estimateShare(count, voices, atoms);
					expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
				},
			),
		);
	});

	it('shows a negative count as none, never as minus zero', () => {
		expect(estimateShare(-3, 20, 1)).toMatchObject({ count: 0, share: 0, low: 0 });
	});

	it('is less certain with fewer voices and with more noise', () => {
		const width = (voices: number, atoms: number) => {
			const { low, high } = estimateShare(voices / 2, voices, atoms);
			return high - low;
		};
		expect(width(10, 1)).toBeGreaterThan(width(40, 1));
		expect(width(40, 8)).toBeGreaterThan(width(40, 1));
	});

	it.each([
		[0.3, 12, 1],
		[0.1, 40, 2],
		[0.5, 200, 15],
	])(
		'holds the true share of %d in about 80 %% of releases (%d voices, %d atoms)',
		(truth, n, atoms) => {
			const words = seededWords(n);
			const noise = geometricNoise(EPSILON, words);
			const sum = (draws: number) =>
				Array.from({ length: draws * atoms }, noise).reduce((a, b) => a + b, 0);
			let held = 0;
			const runs = 4000;
			for (let run = 0; run < runs; run++) {
				let count = 0;
				for (let i = 0; i < n; i++) if (words() / 2 ** 32 < truth) count++;
				const { low, high } = estimateShare(count + sum(1), Math.max(8, n + sum(3)), atoms);
				if (low <= truth && truth <= high) held++;
			}
			expect(held / runs).toBeGreaterThan(0.75);
			expect(held / runs).toBeLessThan(0.93);
		},
	);
});
