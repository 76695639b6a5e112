/** What the release gate hands to charts, pages and reports: values with the size of their group, or the reason why there is none. */
import type { Measure } from './ids.ts';

/**
 * `too-few`: open, but too few voices this period (or counted with the whole organisation);
 * `not-open`: no group of people large enough at or below the unit this season;
 * `not-published-at-this-level`: the plan stops above the unit.
 */
export type MaskReason = 'too-few' | 'not-open' | 'not-published-at-this-level';
export type Masked = { status: 'masked'; reason: MaskReason };

/** A category's share of the voices, with its 80 % interval (0..1); `count` is noisy, clamped at 0. */
export type Share = { count: number; share: number; low: number; high: number };
/**
 * `voices`: what shares are taken over, max(k, sum of the valence cells); never the exact number.
 * `atoms`: how many draws of noise are in each count.
 */
export type Shown = {
	status: 'visible';
	voices: number;
	atoms: number;
	shares: Record<string, Share>;
};
export type Cellular = Shown | Masked;

export type UnitView = {
	unitId: string;
	parentId: string | null;
	name: string;
	/** Root = 0. */
	depth: number;
	/** The unit's own people, frozen for the season. */
	eligible: number;
	open: boolean;
};

/** Units of the latest season of which something was released, in tree order. */
export type TreeView = { season: string; units: UnitView[] };
export type PeriodView = { period: string; season: string; k: number; malformed: number };

/** Units (tree order) of the period's season, each with the shares of the twelve factor poles. */
export type HeatMapView = { period: string; rows: { unit: UnitView; factors: Cellular }[] };
/** Every released period in order; masked periods are points too, and are drawn as gaps. */
export type TrendView = {
	unitId: string;
	name: string;
	measure: Measure;
	points: { period: string; value: Cellular }[];
};
export type UnitSheetView = {
	period: string;
	unit: UnitView;
	measures: Record<Measure, Cellular>;
	children: { unit: UnitView; valence: Cellular; factors: Cellular }[];
};
