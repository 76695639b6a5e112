/** The attacker, an administrator, moves a person, splits, renames and merges teams between two seasons, and compares the history before and after: a recount would isolate whoever moved. */
import { expect, it } from 'vitest';
import { MEASURES } from '#contracts/ids.ts';
import { gateOf, ledgerOf } from './gate-of-ledger.ts';
import { counted, organisation } from './published.ts';

const before = organisation([
	['r', null, 0],
	['a', 'r', 20],
	['b', 'r', 20],
	['c', 'r', 20],
]);
/** One person moved from `a` to `b`; `c` was split into `c1` and `c2`; `b` was renamed. */
const after = organisation([
	['r', null, 0],
	['a', 'r', 19],
	['b', 'r', 21],
	['c', 'r', 0],
	['c1', 'c', 10],
	['c2', 'c', 10],
]);
after.tree.units.find(({ unitId }) => unitId === 'b')!.name = 'Renamed';
const old = counted(before.tree, { a: { '1': 12 }, b: { '-1': 9 }, c: { '0': 18 } }, '2026-11');
const next = counted(
	after.tree,
	{ a: { '1': 11 }, b: { '-1': 10 }, c1: { '0': 9 }, c2: { '0': 9 } },
	'2027-03',
);

it('finds a history that no reorganisation changes, and no backfill of the new units', async () => {
	const first = ledgerOf(before, [old]);
	const { gate, publish } = await gateOf(first);
	const history = async () =>
		JSON.stringify([
			await gate.heatMap('2026-11'),
			await Promise.all(['r', 'a', 'b', 'c'].map((unit) => gate.unitSheet(unit, '2026-11'))),
			await gate.tree('2026-11'),
		]);
	const then = await history();
	expect(then).toContain('"visible"');
	const both = ledgerOf(after, [next], { name: '2027-03', before: first, seed: 8 });
	expect(both.slice(0, first.length)).toEqual(first);
	await publish(both);
	expect(await history()).toBe(then);
	expect(then).not.toContain('Renamed');
	for (const unit of ['c1', 'c2'])
		for (const measure of MEASURES) {
			const points = (await gate.trend(unit, measure))!.points;
			expect(points[0]).toMatchObject({ period: '2026-11', value: { status: 'masked' } });
		}
	expect(await gate.unitSheet('c1', '2026-11')).toBeNull();
	expect(both.filter(({ payload }) => payload.includes('"unit":"c1"')).length).toBe(2);
});
