/** What changed between two frozen seasons: made by the release, told by mail and on the committee's page. */
import type { Measure } from './ids.ts';

/** A unit by its id and name. */
export type Named = { unit: string; name: string };
/** A value before and after. */
export type Changed<Value> = { from: Value; to: Value };

/** As it stands in the ledger after the season that it announces. */
export type Difference = {
	from: string;
	season: string;
	/** Only what changed is there. */
	k?: Changed<number>;
	minEligible?: Changed<number>;
	epsilon?: Changed<string>;
	/** Kind of period: week, fortnight or month. */
	period?: Changed<string>;
	/** Down to which depth a measure is published; null: not at all. */
	plan: { measure: Measure; from: number | null; to: number | null }[];
	units: {
		added: Named[];
		removed: Named[];
		renamed: { unit: string; from: string; to: string }[];
		moved: Named[];
	};
	/** Groups that came, went, or whose number of people changed by the larger k or more; smaller changes are not told. */
	pools: { added: Named[]; removed: Named[]; grown: Named[]; shrunk: Named[] };
};
