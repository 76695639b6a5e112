/** The attacker compares page, trend, map and ledger cell by cell: two surfaces that differ (other noise, a cell hidden in one only) are two measurements. */
import { expect, it } from 'vitest';
import { CATEGORIES, MEASURES } from '#contracts/ids.ts';
import type { Cellular } from '#contracts/views.ts';
import { estimateShare } from '#analysis/share.ts';
import { gateOf, ledgerOf } from './gate-of-ledger.ts';
import { counted, organisation } from './published.ts';

const org = organisation([
	['r', null, 3],
	['a', 'r', 0],
	['a1', 'a', 14],
	['a2', 'a', 20],
	['b', 'r', 20],
	['c', 'r', 12],
]);
const periods = [
	counted(org.tree, { a1: { '1': 9 }, a2: { '-1': 12 }, b: { '0': 10 }, c: { '1': 8 } }, '2026-11'),
	counted(org.tree, { a1: { '1': 3 }, a2: { '-1': 15 }, b: { '0': 11 }, c: { '1': 5 } }, '2026-12'),
];

it('finds the same cells everywhere, each the ledger’s own', async () => {
	const entries = ledgerOf(org, periods);
	const { gate } = await gateOf(entries);
	type Row = { period: string; unit: string; counts: Record<string, Record<string, number>> };
	const ledger = new Map(
		entries
			.filter(({ kind }) => kind === 'cells')
			.map(({ payload }) => JSON.parse(payload) as Row)
			.map((row) => [`${row.period} ${row.unit}`, row.counts]),
	);
	let compared = 0;
	for (const { period } of periods) {
		const map = (await gate.heatMap(period))!;
		for (const { unit, factors } of map.rows) {
			const sheet = (await gate.unitSheet(unit.unitId, period))!;
			expect(sheet.measures.factor).toEqual(factors);
			for (const measure of MEASURES) {
				const onPage = sheet.measures[measure];
				const trend = (await gate.trend(unit.unitId, measure))!;
				expect(trend.points.find((point) => point.period === period)!.value).toEqual(onPage);
				const all = (await gate.trends(measure, period)).find((one) => one.unitId === unit.unitId)!;
				expect(all.points.find((point) => point.period === period)!.value).toEqual(onPage);
				same(onPage, measure, ledger.get(`${period} ${unit.unitId}`)?.[measure]);
				compared++;
			}
			const parent = unit.parentId && (await gate.unitSheet(unit.parentId, period));
			if (!parent) continue;
			const child = parent.children.find((one) => one.unit.unitId === unit.unitId)!;
			expect(child.valence).toEqual(sheet.measures.valence);
			expect(child.factors).toEqual(factors);
		}
	}
	expect(compared).toBe(2 * 6 * 4);
});

function same(
	shown: Cellular,
	measure: keyof typeof CATEGORIES,
	counts: Record<string, number> | undefined,
): void {
	expect(shown.status).toBe(counts ? 'visible' : 'masked');
	if (shown.status !== 'visible' || !counts) return;
	for (const category of CATEGORIES[measure])
		expect(shown.shares[category]).toEqual(
			estimateShare(counts[category]!, shown.voices, shown.atoms),
		);
}
