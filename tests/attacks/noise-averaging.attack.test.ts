/** The attacker averages the noise away: the same people are counted in a team's row, its site's and the whole, so three draws would be better than one. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryTurnout, unanimous } from '#release/samples.ts';
import { SLOTS } from '#release/slots.ts';
import { K, publish } from './published.ts';

it('finds one draw an atom: where a unit has no voices of its own, its row is exactly the sum of the rows below', () => {
	let sums = 0;
	fc.assert(
		fc.property(arbitraryTurnout(K, 10), fc.nat(), ({ tree, pools, voices }, seed) => {
			const answers = unanimous('2026-11', voices);
			const exact = publish({ tree, pools }, answers);
			const noisy = publish({ tree, pools }, answers, { noise: true, seed });
			for (const [id, row] of noisy) {
				const below = tree.units.flatMap(({ unitId, parentId }) =>
					parentId === id && noisy.has(unitId) ? [unitId] : [],
				);
				const rest = (rows: typeof noisy, slot: number) =>
					rows.get(id)!.counts[slot]! -
					below.reduce((all, unit) => all + rows.get(unit)!.counts[slot]!, 0);
				const voicesOfOwn = SLOTS.some((_, slot) => rest(exact, slot) !== 0);
				if (below.length === 0 || voicesOfOwn) continue;
				sums++;
				for (const slot of SLOTS.keys()) expect(rest(noisy, slot)).toBe(0);
				expect(row.counts.length).toBe(SLOTS.length);
			}
		}),
		{ numRuns: 1500, seed: 2 },
	);
	expect(sums).toBeGreaterThan(20);
});
