/** Checks the rows of one released period against its season: the plan kept and complete, only open units, additivity. */
import { canonical } from '#contracts/canonical.ts';
import { CATEGORIES, type Measure } from '#contracts/ids.ts';
import { measuresAt } from './plan.ts';
import type { Cells } from './entries.ts';
import type { CheckedSeason } from './verify-ledger.ts';

export type RowFault = { unit: string; rule: string };

/** @param rows counts by the index of the unit in the season's tree. */
export function checkRows(
	season: CheckedSeason,
	rows: ReadonlyMap<number, Cells['counts']>,
): RowFault[] {
	const faults: RowFault[] = [];
	const { tree, pools, payload } = season;
	for (const [i, counts] of rows) {
		const bad = (rule: string) => faults.push({ unit: tree.units[i]?.unitId ?? '', rule });
		const measures = measuresAt(payload.plan, tree.depth[i] ?? 0);
		if (!pools.open[i]) bad('row-not-open');
		if (!keepsPlan(counts, measures)) bad('row-plan');
		else if (i > 0 && measures.length > 0 && !rows.has(tree.parent[i] ?? -1))
			bad('row-without-parent');
	}
	return faults.length ? faults : checkAdditivity(season, rows);
}

/** Exactly the plan's measures, each with exactly its categories. */
function keepsPlan(counts: Cells['counts'], measures: readonly Measure[]): boolean {
	if (canonical(Object.keys(counts).sort()) !== canonical([...measures].sort())) return false;
	return measures.every(
		(measure) =>
			canonical(Object.keys(counts[measure] ?? {}).sort()) ===
			canonical([...CATEGORIES[measure]].sort()),
	);
}

/**
 * A unit's own atom is its row minus its visible children's. It must be all zero where no pool can have been lifted to the
 * unit: where every pool at or below is at a visible unit with no pool beneath it (such a pool is an atom for certain).
 */
function checkAdditivity(
	{ tree, pools, payload }: CheckedSeason,
	rows: ReadonlyMap<number, Cells['counts']>,
): RowFault[] {
	const size = tree.units.length;
	const poolBelow = new Uint8Array(size);
	const mayLift = new Uint8Array(size);
	const own = new Map<number, Map<string, number>>();
	for (let i = size - 1; i > 0; i--) if (pools.open[i]) poolBelow[tree.parent[i] ?? 0] = 1;
	const faults: RowFault[] = [];
	for (let i = size - 1; i >= 0; i--) {
		const counts = rows.get(i);
		const up = tree.parent[i] ?? 0;
		const certain = pools.at[i] && !poolBelow[i] && counts !== undefined;
		const passed = mayLift[i] === 1;
		if (i > 0 && ((pools.at[i] && !certain) || passed)) mayLift[up] = 1;
		if (counts === undefined) continue;
		const rest = own.get(i) ?? new Map<string, number>();
		const shared = measuresAt(payload.plan, (tree.depth[i] ?? 0) + 1);
		for (const measure of measuresAt(payload.plan, tree.depth[i] ?? 0)) {
			for (const [category, count] of Object.entries(counts[measure] ?? {})) {
				const key = `${measure}:${category}`;
				const left = count - (rest.get(key) ?? 0);
				const mustBeZero = !pools.at[i] && !passed && shared.includes(measure);
				if (mustBeZero && left !== 0) {
					faults.push({ unit: tree.units[i]?.unitId ?? '', rule: 'row-additivity' });
					return faults;
				}
			}
		}
		if (i > 0) addTo(own, up, counts);
	}
	return faults;
}

function addTo(
	sums: Map<number, Map<string, number>>,
	unit: number,
	counts: Cells['counts'],
): void {
	const into = sums.get(unit) ?? new Map<string, number>();
	sums.set(unit, into);
	for (const [measure, categories] of Object.entries(counts))
		for (const [category, count] of Object.entries(categories)) {
			const key = `${measure}:${category}`;
			into.set(key, (into.get(key) ?? 0) + count);
		}
}
