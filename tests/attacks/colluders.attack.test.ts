/** The attackers are all members of a group but one, or half of it: they pool their own answers, subtract them from what is published and guess the others'. */
import { expect, it } from 'vitest';
import { EPSILON } from '#contracts/policy.ts';
import { geometricNoise } from '#release/noise.ts';
import { seededWords } from '#release/samples.ts';

const RUNS = 4000;
const random = seededWords(12);
const noise = geometricNoise(EPSILON, random);
const level = (): number => random() % 3;

/** What is left of the rows of valence, the colluders' answers taken away, in periods in which nobody changed. */
const residues = (others: readonly number[], periods: number): number[][] =>
	Array.from({ length: periods }, () =>
		[0, 1, 2].map((category) => others.filter((one) => one === category).length + noise()),
	);

/** Log-likelihood of what is left, up to a constant, if the unknown answered like this: noise is double-exponential. */
const fit = (left: readonly number[][], totals: readonly number[]): number =>
	-left.flat().reduce((all, count, at) => all + Math.abs(count - totals[at % 3]!), 0);

/** The likeliest level of one of `unknown` people: each way they can have answered, weighed. */
function guess(left: readonly number[][], unknown: number): number {
	const weight = [0, 0, 0];
	for (let way = 0; way < 3 ** unknown; way++) {
		const levels = Array.from({ length: unknown }, (_, i) => Math.floor(way / 3 ** i) % 3);
		const totals = [0, 1, 2].map((category) => levels.filter((one) => one === category).length);
		weight[levels[0]!]! += Math.exp(EPSILON * fit(left, totals));
	}
	return weight.indexOf(Math.max(...weight));
}

/** Share of right guesses of one of `unknown` people's level: from what is published, and from the exact totals of them all. */
function accuracy(unknown: number, periods: number): { noisy: number; exact: number } {
	let noisy = 0;
	let exact = 0;
	const largest = (counts: readonly number[]) => counts.indexOf(Math.max(...counts));
	for (let run = 0; run < RUNS; run++) {
		const others = Array.from({ length: unknown }, level);
		if (guess(residues(others, periods), unknown) === others[0]) noisy++;
		const totals = [0, 1, 2].map((category) => others.filter((one) => one === category).length);
		if (largest(totals) === others[0]) exact++;
	}
	return { noisy: noisy / RUNS, exact: exact / RUNS };
}

it('all but one guess the last as often as the threat model says: 65 % after one period, 91 % after four', () => {
	const told = [1, 4, 12].map((periods) => [periods, accuracy(1, periods).noisy] as const);
	for (const [periods, share] of told)
		process.stdout.write(
			`  all but one collude, ${periods} period(s): ${(share * 100).toFixed(0)} % right (33 % by chance)\n`,
		);
	const [one, four, twelve] = told.map(([, share]) => share);
	expect(one).toBeGreaterThan(0.6);
	expect(one).toBeLessThan(0.7);
	expect(four).toBeGreaterThan(0.86);
	expect(four).toBeLessThan(0.94);
	expect(twelve).toBeGreaterThan(0.97);
});

it('half of a group of eight guess no better than from the exact total of the others', () => {
	for (const periods of [1, 4, 12]) {
		const { noisy, exact } = accuracy(4, periods);
		process.stdout.write(
			`  half of eight collude, ${periods} period(s): ${(noisy * 100).toFixed(0)} % right (${(exact * 100).toFixed(0)} % from exact totals)\n`,
		);
		expect(noisy).toBeLessThan(exact + 0.02);
	}
	expect(accuracy(4, 1).noisy).toBeLessThan(0.56);
});
