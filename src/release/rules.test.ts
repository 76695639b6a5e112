/** What must always hold of pools and atoms, on random trees and turn-outs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minEligible } from '#contracts/policy.ts';
import { formAtoms } from './atoms.ts';
import { formPools, listPools, poolOf } from './pools.ts';
import { arbitraryTurnout, arbitraryUnits, treeOf } from './samples.ts';

const ks = fc.constantFrom(5, 8, 11);

describe('pools (R2)', () => {
	it('have at least max(8, k) people each, and everybody is in one or nobody is', () => {
		fc.assert(
			fc.property(arbitraryUnits(), ks, (units, k) => {
				const tree = treeOf(units);
				const pools = formPools(tree, k);
				const listed = listPools(tree, pools);
				for (const { eligible } of listed) expect(eligible).toBeGreaterThanOrEqual(minEligible(k));
				const people = units.reduce((sum, unit) => sum + unit.eligible, 0);
				const counted = listed.reduce((sum, pool) => sum + pool.eligible, 0);
				expect(counted).toBe(people >= minEligible(k) ? people : 0);
			}),
		);
	});

	it('hold exactly the people that point to them', () => {
		fc.assert(
			fc.property(arbitraryUnits(), ks, (units, k) => {
				const tree = treeOf(units);
				const pools = formPools(tree, k);
				const sums = new Map<string, number>();
				for (const { unitId, eligible } of units) {
					const pool = poolOf(tree, pools, unitId);
					if (pool !== null && eligible) sums.set(pool, (sums.get(pool) ?? 0) + eligible);
				}
				expect(sums).toEqual(new Map(listPools(tree, pools).map((p) => [p.pool, p.eligible])));
			}),
		);
	});

	it('give a unit without people the pool above it, and an unknown unit none', () => {
		const tree = treeOf([
			{ unitId: 'r', parentId: null, name: '', eligible: 9 },
			{ unitId: 'x', parentId: 'r', name: '', eligible: 0 },
		]);
		expect(poolOf(tree, formPools(tree, 5), 'x')).toBe('r');
		expect(poolOf(tree, formPools(tree, 5), 'nowhere')).toBeNull();
	});
});

describe('atoms (R3)', () => {
	it('partition the respondents into groups of at least k, made of whole pools', () => {
		fc.assert(
			fc.property(
				ks.chain((k) => arbitraryTurnout(k).map((turnout) => ({ k, ...turnout }))),
				({ k, tree, pools, voices }) => {
					const atoms = formAtoms(tree, pools, voices, k);
					const sums = new Map<number, number>();
					let kept = 0;
					for (const [i, n] of voices.entries()) {
						if (!pools.at[i]) continue;
						const atom = atoms.of[i] ?? -1;
						if (atom < 0) continue;
						sums.set(atom, (sums.get(atom) ?? 0) + n);
						kept += n;
					}
					for (const sum of sums.values()) expect(sum).toBeGreaterThanOrEqual(k);
					const total = voices.reduce((sum, n) => sum + n, 0);
					const grouped = atoms.at.some(Boolean);
					// Where anything is visible nobody is left out: the root takes in what falls short.
					expect(kept).toBe(grouped ? total : 0);
				},
			),
		);
	});

	it('leave no pool out, a silent one least of all: that it was silent is not told', () => {
		fc.assert(
			fc.property(arbitraryTurnout(5), ({ tree, pools, voices }) => {
				const atoms = formAtoms(tree, pools, voices, 5);
				fc.pre(atoms.at.some(Boolean));
				for (const [i, has] of pools.at.entries()) if (has) expect(atoms.of[i]).toBeGreaterThan(-1);
			}),
		);
	});

	it('make visible only open units, and with a unit every unit above it', () => {
		fc.assert(
			fc.property(arbitraryTurnout(5), ({ tree, pools, voices }) => {
				const { visible } = formAtoms(tree, pools, voices, 5);
				for (const [i, seen] of visible.entries()) {
					if (!seen) continue;
					expect(pools.open[i]).toBe(1);
					if (i > 0) expect(visible[tree.parent[i] ?? -1]).toBe(1);
				}
			}),
		);
	});
});
