/** The attacker knows that a whole team of eight answered and suspects that all said the same: if the zeros are published as zeros, each answer is known for certain. */
import { expect, it } from 'vitest';
import { counted, measureOf, organisation, publish } from './published.ts';

const org = organisation([
	['r', null, 0],
	['a', 'r', 8],
	['b', 'r', 30],
]);
const answers = counted(org.tree, { a: { '-1': 8 }, b: { '0': 20 } });
const RUNS = 2000;

it('is never certain: categories that nobody chose carry the same noise as the others', () => {
	let moved = 0;
	let plain = 0;
	let zeros = 0;
	for (let seed = 1; seed <= RUNS; seed++) {
		const row = publish(org, answers, { noise: true, seed }).get('a')!;
		const [bad, neutral, good] = measureOf(row, 'valence');
		moved += bad === 8 ? 0 : 1;
		zeros += neutral === 0 ? 0 : 1;
		plain += bad === 8 && neutral === 0 && good === 0 ? 1 : 0;
	}
	// P(noise is not 0) = 2q / (1 + q) with q = exp(-1.2): 0.463.
	expect(moved / RUNS).toBeGreaterThan(0.42);
	expect(zeros / RUNS).toBeGreaterThan(0.42);
	expect(plain / RUNS).toBeLessThan(0.19);
});
