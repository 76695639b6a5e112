/** What the committee's pages show, composed from what the gate publishes and cut to a member's scope. */
import { findChanges, type ChangeFinding } from '#analysis/finding.ts';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { FAMILIES, type Family } from '#contracts/ids.ts';
import type { Published } from '#contracts/published.ts';
import type {
	HeatMapView,
	PeriodView,
	TrendView,
	UnitSheetView,
	UnitView,
} from '#contracts/views.ts';
import type { Gate } from '../analytics/gate.ts';

type InScope = (unitId: string) => boolean;

export type Overview = {
	periods: Published<PeriodView[]>;
	/** Null before the first release. */
	period: string | null;
	map: Published<HeatMapView> | null;
	/** Surest first, over all units in scope; of a unit and family only the surest. */
	changes: ChangeFinding[];
	/** Trends of the first changes. */
	panels: { trend: Published<TrendView>; family: Family }[];
};

/** Panels beside the headline. */
const PANELS = 2;
/** Changes told at the most. */
const MOST_CHANGES = 12;

/** @param period the latest if not given. @returns NOT_FOUND for a period that was not released. */
export async function readOverview(
	gate: Gate,
	inScope: InScope,
	period?: string,
): Promise<Result<Overview>> {
	const periods = await gate.periods();
	const chosen = period ?? periods.at(-1)?.period;
	if (!chosen) return ok({ periods, period: null, map: null, changes: [], panels: [] });
	const [map, trends] = await Promise.all([gate.heatMap(chosen), gate.trends('factor', chosen)]);
	if (!map) return fail('NOT_FOUND');
	const own = trends.filter(({ unitId }) => inScope(unitId));
	const parents = new Map(map.rows.map(({ unit }) => [unit.unitId, unit.parentId]));
	const changes = surestOfEach(findChanges(own, { withTooEarly: true }), parents).slice(
		0,
		MOST_CHANGES,
	);
	const firm = changes.filter(({ certainty }) => certainty !== 'too-early');
	const panels = firm.slice(0, PANELS).flatMap(({ unitId, category }) => {
		const trend = own.find((one) => one.unitId === unitId);
		return trend ? [{ trend, family: category.slice(0, -1) as Family }] : [];
	});
	// Nothing changed for sure: the whole, by what weighs most on it, rather than the noise of a small team.
	const whole = own[0];
	if (panels.length === 0 && whole)
		panels.push(...heaviest(whole).map((family) => ({ trend: whole, family })));
	const rows = map.rows.filter(({ unit }) => inScope(unit.unitId));
	return ok({ periods, period: chosen, map: { ...map, rows }, changes, panels });
}

/** The families most cited as constraints over the whole trend. */
function heaviest(trend: Published<TrendView>): Family[] {
	const weight = (family: Family): number =>
		trend.points.reduce(
			(sum, { value }) =>
				sum + (value.status === 'visible' ? (value.shares[`${family}-`]?.share ?? 0) : 0),
			0,
		);
	return [...FAMILIES].sort((a, b) => weight(b) - weight(a)).slice(0, PANELS);
}

/**
 * A family that weighs more often carries less, and a unit's change shows in the units above and below it:
 * of such findings the surest alone is told.
 */
function surestOfEach(
	changes: readonly ChangeFinding[],
	parents: ReadonlyMap<string, string | null>,
): ChangeFinding[] {
	const isAbove = (upper: string, unit: string): boolean => {
		for (let at: string | null | undefined = unit; at; at = parents.get(at))
			if (at === upper) return true;
		return false;
	};
	const told: ChangeFinding[] = [];
	for (const one of changes) {
		const same = told.some(
			({ unitId, category }) =>
				category.slice(0, -1) === one.category.slice(0, -1) &&
				(isAbove(unitId, one.unitId) || isAbove(one.unitId, unitId)),
		);
		if (!same) told.push(one);
	}
	return told;
}

export type UnitPage = {
	periods: Published<PeriodView[]>;
	sheet: Published<UnitSheetView>;
	valence: Published<TrendView>;
	factors: Published<TrendView>;
	changes: ChangeFinding[];
	/** Units above it within scope, the highest first. */
	path: UnitView[];
	/** People of the unit and below, frozen for the season. */
	people: number;
};

/** @param period the latest if not given. @returns NOT_FOUND for an unknown unit or period. */
export async function readUnitPage(
	gate: Gate,
	inScope: InScope,
	unitId: string,
	period?: string,
): Promise<Result<UnitPage>> {
	const periods = await gate.periods();
	const chosen = period ?? periods.at(-1)?.period;
	const season = periods.find((one) => one.period === chosen)?.season;
	if (!chosen || !season) return fail('NOT_FOUND');
	const [sheet, valence, factors, tree] = await Promise.all([
		gate.unitSheet(unitId, chosen),
		gate.trend(unitId, 'valence'),
		gate.trend(unitId, 'factor'),
		gate.tree(season),
	]);
	if (!sheet || !valence || !factors) return fail('NOT_FOUND');
	return ok({
		periods,
		sheet,
		valence,
		factors,
		changes: findChanges([valence, factors], { withTooEarly: true }),
		path: pathTo(tree.units, sheet.unit).filter((unit) => inScope(unit.unitId)),
		people: peopleBelow(tree.units, unitId),
	});
}

function pathTo(units: readonly UnitView[], unit: UnitView): UnitView[] {
	const parent = units.find((one) => one.unitId === unit.parentId);
	return parent ? [...pathTo(units, parent), parent] : [];
}

/** Units come in tree order: those below follow their parent with a greater depth. */
function peopleBelow(units: readonly UnitView[], unitId: string): number {
	const start = units.findIndex((unit) => unit.unitId === unitId);
	const own = units[start];
	if (!own) return 0;
	let people = own.eligible;
	for (let i = start + 1; (units[i]?.depth ?? 0) > own.depth; i++) people += units[i]!.eligible;
	return people;
}
