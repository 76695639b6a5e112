import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '#contracts/ids.ts';
import { FULL_PLAN } from './plan.ts';
import { formPools } from './pools.ts';
import { cellsOf, release } from './release.ts';
import { arbitraryTurnout, arbitraryUnits, seededWords, treeOf, unanimous } from './samples.ts';
import { SLOTS } from './slots.ts';

const quiet = { k: 8, plan: FULL_PLAN, noise: false, random: seededWords(1) };
const firm = treeOf([
	{ unitId: 'r', parentId: null, name: '', eligible: 0 },
	{ unitId: 'a', parentId: 'r', name: '', eligible: 20 },
	{ unitId: 'b', parentId: 'r', name: '', eligible: 20 },
]);
const pools = formPools(firm, 8);

describe('release', () => {
	it('publishes every category of every measure for each visible unit, zeros included', () => {
		const [period] = release({
			...quiet,
			tree: firm,
			pools,
			periods: [unanimous('2026-11', [0, 9, 8])],
		});
		const cells = [...cellsOf(period!)];
		expect(cells.length).toBe(3 * SLOTS.length);
		expect(
			cells.filter((c) => c.unitId === 'r' && c.measure === 'valence').map((c) => c.count),
		).toEqual([0, 0, 17]);
		expect(
			cells.filter((c) => c.unitId === 'a' && c.measure === 'factor').map((c) => c.category),
		).toEqual([...CATEGORIES.factor]);
	});

	it('lets the root count a team that falls short only together with another', () => {
		const [period] = release({
			...quiet,
			tree: firm,
			pools,
			periods: [unanimous('2026-11', [0, 9, 7])],
		});
		expect(period!.rows.map((row) => [row.unitId, row.counts[2]])).toEqual([['r', 16]]);
	});

	it('publishes nothing of a period with fewer than k voices', () => {
		expect(
			release({ ...quiet, tree: firm, pools, periods: [unanimous('2026-11', [0, 4, 3])] }),
		).toEqual([{ period: '2026-11', rows: [] }]);
	});

	it('computes nothing that the plan leaves out', () => {
		const [period] = release({
			...quiet,
			plan: { valence: 1, emotion: 0 },
			tree: firm,
			pools,
			periods: [unanimous('2026-11', [0, 9, 8])],
		});
		const measures = (unitId: string) =>
			new Set([...cellsOf(period!)].filter((c) => c.unitId === unitId).map((c) => c.measure));
		expect(measures('r')).toEqual(new Set(['valence', 'emotion']));
		expect(measures('a')).toEqual(new Set(['valence']));
		expect(period!.rows[1]!.counts.slice(3).every((count) => count === 0)).toBe(true);
	});

	it('puts periods and units in an order that says nothing of the input', () => {
		const periods = ['2026-11', '2025-02', '2026-01'].map((name) => unanimous(name, [0, 9, 8]));
		const out = release({ ...quiet, tree: firm, pools, periods });
		expect(out.map((p) => p.period)).toEqual(['2025-02', '2026-01', '2026-11']);
		expect(out[0]!.rows.map((row) => row.unitId)).toEqual(['r', 'a', 'b']);
	});

	it('gives the same cells whatever the order of units and periods', () => {
		fc.assert(
			fc.property(
				arbitraryUnits(),
				fc.array(fc.nat({ max: 30 }), { minLength: 14, maxLength: 14 }),
				(units, turnout) => {
					const run = (list: typeof units) => {
						const tree = treeOf(list);
						const formed = formPools(tree, 8);
						const voices = tree.units.map((unit, i) =>
							formed.at[i] ? (turnout[Number(unit.unitId.split('-')[1])] ?? 0) : 0,
						);
						return release({
							...quiet,
							random: seededWords(7),
							noise: true,
							tree,
							pools: formed,
							periods: [unanimous('2026-11', voices)],
						});
					};
					expect(run([...units].reverse())).toEqual(run(units));
				},
			),
		);
	});

	it('adds up: a row is the sum of its children, but for an atom of its own', () => {
		fc.assert(
			fc.property(arbitraryTurnout(8), ({ tree, pools: formed, voices }) => {
				const [exact] = release({
					...quiet,
					tree,
					pools: formed,
					periods: [unanimous('2026-11', voices)],
				});
				const total = exact!.rows[0]?.counts[2] ?? 0;
				const all = voices.reduce((sum, n) => sum + n, 0);
				expect([0, all]).toContain(total);
			}),
		);
	});

	it('draws noise also where a count is zero, once for each atom', () => {
		const [period] = release({
			...quiet,
			noise: true,
			random: seededWords(3),
			tree: firm,
			pools,
			periods: [unanimous('2026-11', [0, 9, 8])],
		});
		const [root, a, b] = period!.rows.map((row) => row.counts);
		expect(a!.some((count, slot) => count !== 0 && SLOTS[slot]?.measure === 'factor')).toBe(true);
		expect([...root!]).toEqual([...a!].map((count, slot) => count + b![slot]!));
	});

	it('refuses a k under its floor', () => {
		expect(() => release({ ...quiet, k: 7, tree: firm, pools, periods: [] })).toThrow(RangeError);
		expect(() => release({ ...quiet, k: 4, noise: true, tree: firm, pools, periods: [] })).toThrow(
			RangeError,
		);
	});
});
