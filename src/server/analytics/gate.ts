/** The release gate: the one place that makes Published values, and it reads nothing but the marts of the ledger. */
import { estimateShare } from '#analysis/share.ts';
import { CATEGORIES, MEASURES, type Measure } from '#contracts/ids.ts';
import type { Published } from '#contracts/published.ts';
import type {
	Cellular,
	HeatMapView,
	MaskReason,
	PeriodView,
	TreeView,
	TrendView,
	UnitSheetView,
	UnitView,
} from '#contracts/views.ts';
import { listValue } from '@duckdb/node-api';
import { readMarts, type MartsReader } from './marts-reader.ts';

export type Gate = {
	/** Released periods, in order. */
	periods(): Promise<Published<PeriodView[]>>;
	/** Units as frozen for a season; the latest released one by default. No unit before the first release. */
	tree(season?: string): Promise<Published<TreeView>>;
	/** Null for a period that was not released. */
	heatMap(period: string): Promise<Published<HeatMapView> | null>;
	/** Null for a unit that no season knows. */
	trend(unitId: string, measure: Measure): Promise<Published<TrendView> | null>;
	/** All units of a period's season at once, up to that period; none for a period that was not released. */
	trends(measure: Measure, period: string): Promise<Published<TrendView>[]>;
	/** Null for an unknown period, or a unit that its season does not know. */
	unitSheet(unitId: string, period: string): Promise<Published<UnitSheetView> | null>;
	close(): Promise<void>;
};

/** @param path of the marts' file; it need not exist yet. */
export function openGate(path: string): Gate {
	const marts = readMarts(path);
	return {
		periods: async () => publish(await marts.ask<PeriodView>('periods')),
		tree: async (season) => publish(await treeOf(marts, season ?? null)),
		heatMap: async (period) => {
			const found = await periodOf(marts, period, ['factor']);
			if (!found) return null;
			const rows = found.units.map((unit) => ({ unit, factors: found.value(unit, 'factor') }));
			return publish({ period, rows });
		},
		trend: (unitId, measure) => trendOf(marts, unitId, measure),
		trends: (measure, period) => trendsOf(marts, measure, period),
		unitSheet: async (unitId, period) => {
			const found = await periodOf(marts, period, MEASURES);
			const unit = found?.units.find((one) => one.unitId === unitId);
			if (!found || !unit) return null;
			return publish({
				period,
				unit,
				measures: byMeasure((measure) => found.value(unit, measure)),
				children: found.units
					.filter((child) => child.parentId === unitId)
					.map((child) => ({
						unit: child,
						valence: found.value(child, 'valence'),
						factors: found.value(child, 'factor'),
					})),
			});
		},
		close: () => marts.close(),
	};
}

const publish = <T>(value: T): Published<T> => value as Published<T>;

type UnitRow = {
	season: string;
	unit_id: string;
	parent_id: string | null;
	name: string;
	depth: number;
	eligible: number;
	open: boolean;
};
type CellRow = { category: string; count: number; voices: number; atoms: number };

async function treeOf(marts: MartsReader, season: string | null): Promise<TreeView> {
	const rows = await marts.ask<UnitRow>('tree', { season });
	return {
		season: rows[0]?.season ?? '',
		units: rows.map((row): UnitView => ({
			unitId: row.unit_id,
			parentId: row.parent_id,
			name: row.name,
			depth: row.depth,
			eligible: row.eligible,
			open: row.open,
		})),
	};
}

/** The units of a period's season, and what was published of each measure asked for. */
async function periodOf(marts: MartsReader, period: string, measures: readonly Measure[]) {
	const [known] = await marts.ask<{ season: string }>('season-of', { period });
	if (!known) return null;
	const { units } = await treeOf(marts, known.season);
	const plan = await marts.ask<{ measure: string; max_depth: number }>('plan', { period });
	const depths = new Map(plan.map((row) => [row.measure, row.max_depth]));
	const cells = await marts.ask<CellRow & { unit_id: string; measure: string }>('cells-of-period', {
		period,
		measures: listValue([...measures]),
	});
	const rows = groupBy(cells, (cell) => `${cell.measure}:${cell.unit_id}`);
	const value = (unit: UnitView, measure: Measure): Cellular =>
		cellular(measure, rows.get(`${measure}:${unit.unitId}`), {
			open: unit.open,
			deep: unit.depth > (depths.get(measure) ?? -1),
		});
	return { units, value };
}

async function trendOf(
	marts: MartsReader,
	unit: string,
	measure: Measure,
): Promise<Published<TrendView> | null> {
	const states = await marts.ask<{
		period: string;
		name: string | null;
		depth: number | null;
		open: boolean;
		max_depth: number;
	}>('unit-states', { unit, measure });
	const name = states.findLast((state) => state.name !== null)?.name;
	if (name === null || name === undefined) return null;
	const cells = await marts.ask<CellRow & { period: string }>('trend', { unit, measure });
	const rows = groupBy(cells, (cell) => cell.period);
	return publish({
		unitId: unit,
		name,
		measure,
		points: states.map(({ period, depth, open, max_depth }) => ({
			period,
			value: cellular(measure, rows.get(period), { open, deep: (depth ?? 0) > max_depth }),
		})),
	});
}

async function trendsOf(
	marts: MartsReader,
	measure: Measure,
	period: string,
): Promise<Published<TrendView>[]> {
	const [states, cells] = await Promise.all([
		marts.ask<{
			unit_id: string;
			name: string;
			period: string;
			depth: number | null;
			open: boolean;
			max_depth: number;
		}>('units-states', { measure, period }),
		marts.ask<CellRow & { unit_id: string; period: string }>('trends', { measure, period }),
	]);
	const rows = groupBy(cells, (cell) => `${cell.unit_id} ${cell.period}`);
	return [...groupBy(states, (state) => state.unit_id)].map(([unitId, own]) =>
		publish({
			unitId,
			name: own[0]?.name ?? unitId,
			measure,
			points: own.map(({ period, depth, open, max_depth }) => ({
				period,
				value: cellular(measure, rows.get(`${unitId} ${period}`), {
					open,
					deep: (depth ?? 0) > max_depth,
				}),
			})),
		}),
	);
}

/** A row's cells as shares, in the order of the measure's categories; without cells, why. */
function cellular(
	measure: Measure,
	cells: readonly CellRow[] | undefined,
	unit: { open: boolean; deep: boolean },
): Cellular {
	const first = cells?.[0];
	if (!cells || !first) {
		const reason: MaskReason = !unit.open
			? 'not-open'
			: unit.deep
				? 'not-published-at-this-level'
				: 'too-few';
		return { status: 'masked', reason };
	}
	const counts = new Map(cells.map((cell) => [cell.category, cell.count]));
	const { voices, atoms } = first;
	const shares = Object.fromEntries(
		CATEGORIES[measure].map((category) => [
			category,
			estimateShare(counts.get(category) ?? 0, voices, atoms),
		]),
	);
	return { status: 'visible', voices, atoms, shares };
}

const byMeasure = <T>(value: (measure: Measure) => T): Record<Measure, T> =>
	Object.fromEntries(MEASURES.map((measure) => [measure, value(measure)])) as Record<Measure, T>;

/** (`Map.groupBy` needs Node 21.) */
function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const group = groups.get(key(row));
		if (group) group.push(row);
		else groups.set(key(row), [row]);
	}
	return groups;
}
