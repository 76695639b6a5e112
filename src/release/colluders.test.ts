import { describe, expect, it } from 'vitest';
import { COLLUDERS, COLLUDERS_PERIODS } from '#contracts/colluders.ts';
import { EPSILON } from '#contracts/policy.ts';
import { simulateColluders } from './colluders.ts';
import { seededWords } from './samples.ts';

const trials = 6_000;
const learn = (voices: number, colluders: number) =>
	simulateColluders(
		{ voices, colluders, periods: COLLUDERS_PERIODS, trials },
		seededWords(voices * 100 + colluders),
	);

describe('colluders', () => {
	it('learn what the page and the threat model say', () => {
		for (const { voices, colluders, right, exact } of COLLUDERS) {
			const found = learn(voices, colluders);
			// Four standard errors of a share of 6,000 are 2.6 points.
			for (const [at, share] of [...found.right, found.exact].entries())
				expect(
					Math.abs(share * 100 - [...right, exact][at]!),
					`${voices}/${colluders}`,
				).toBeLessThan(3);
		}
	});

	it('who are all but one learn the same, whatever k: only the noise is left', () => {
		// Three cells, one of them higher by one: the guess is right where its noise difference stays above the others'.
		const [one] = learn(8, 7).right;
		expect(one).toBeGreaterThan(0.62);
		expect(one).toBeLessThan(0.68);
		expect(EPSILON).toBe(1.2);
	});

	it('who are half never do better than from the exact total of the others', () => {
		for (const [voices, colluders] of [
			[5, 2],
			[8, 4],
			[8, 3],
		] as const) {
			const { right, exact } = learn(voices, colluders);
			for (const share of right) expect(share).toBeLessThanOrEqual(exact + 0.01);
			expect(right[0]!).toBeLessThan(exact - 0.03);
		}
	});

	it('learn more the more they are, and the longer answers stay', () => {
		const few = learn(8, 2).right;
		const many = learn(8, 6).right;
		for (const [at, share] of few.entries()) expect(share).toBeLessThan(many[at]!);
		for (const right of [few, many]) expect(right[0]!).toBeLessThan(right[1]!);
	});

	it('need someone to guess', () => {
		expect(() => learn(5, 5)).toThrow(RangeError);
	});
});
