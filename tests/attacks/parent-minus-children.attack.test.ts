/** The attacker has all rows of a period and subtracts the visible children of a unit from the unit, to be left with the hidden ones. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryTurnout, unanimous } from '#release/samples.ts';
import { counted, K, measureOf, organisation, publish, sum } from './published.ts';

it('leaves nobody of a hidden team beside a visible one: the site’s row is the visible team’s', () => {
	const org = organisation([
		['r', null, 0],
		['a', 'r', 0],
		['a1', 'a', 20],
		['a2', 'a', 20],
		['b', 'r', 40],
		['c', 'r', 10],
	]);
	const said = { a1: { '-1': 3 }, a2: { '1': 12 }, b: { '1': 20 }, c: { '0': 9 } };
	const rows = publish(org, counted(org.tree, said));
	expect(rows.has('a1')).toBe(false);
	expect(rows.get('a')!.counts).toEqual(rows.get('a2')!.counts);
});

it('leaves nobody, or at least k voices', () => {
	let differences = 0;
	fc.assert(
		fc.property(arbitraryTurnout(K, 12), ({ tree, pools, voices }) => {
			const rows = publish({ tree, pools }, unanimous('2026-11', voices));
			for (const [id, row] of rows) {
				const children = tree.units.filter(({ parentId }) => parentId === id);
				const below = children.flatMap(({ unitId }) => rows.get(unitId) ?? []);
				const n = (one: typeof row) => sum(measureOf(one, 'valence'));
				const rest = n(row) - sum(below.map(n));
				if (below.length > 0 && rest > 0) differences++;
				expect(rest === 0 || rest >= K, `${id}: ${rest}`).toBe(true);
			}
		}),
		{ numRuns: 1000, seed: 5 },
	);
	expect(differences).toBeGreaterThan(10);
});
