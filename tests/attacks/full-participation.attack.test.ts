/** The attacker knows that about nine in ten of a team answered and combines the sums of all measures to learn the exact number, hence whether the tenth was silent. */
import { expect, it } from 'vitest';
import { counted, measureOf, organisation, publish, sum } from './published.ts';

const org = organisation([
	['r', null, 0],
	['a', 'r', 20],
	['b', 'r', 30],
]);
const RUNS = 1500;

it('finds the exact number in less than two tries out of five, though every measure counts the same people', () => {
	let found = 0;
	for (let seed = 1; seed <= RUNS; seed++) {
		const answers = counted(org.tree, { a: { '-1': 9, '1': 9 }, b: { '0': 20 } });
		const row = publish(org, answers, { noise: true, seed }).get('a')!;
		// Each sum is the number of voices plus one draw a category: weighed by their precision.
		const sums = (['valence', 'difficulty', 'emotion'] as const).map((measure) => {
			const cells = measureOf(row, measure);
			return { n: sum(cells), weight: 1 / cells.length };
		});
		const weight = sum(sums.map((one) => one.weight));
		const guess = Math.round(sum(sums.map((one) => one.n * one.weight)) / weight);
		if (guess === 18) found++;
	}
	expect(found / RUNS).toBeGreaterThan(0.1);
	expect(found / RUNS).toBeLessThan(0.4);
});
