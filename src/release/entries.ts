/** What each kind of ledger entry says, and how the server writes it: the format that `murmure verify` and the marts read. */
import type { Plan } from '#contracts/cells.ts';
import { CATEGORIES, MEASURES, type Measure } from '#contracts/ids.ts';
import { EPSILON, minEligible } from '#contracts/policy.ts';
import { formPools, listPools } from './pools.ts';
import type { ReleasedPeriod, ReleasedRow } from './release.ts';
import type { SeatChange } from './seats.ts';
import type { Difference } from '#contracts/difference.ts';
import { SLOT_RANGE } from './slots.ts';
import type { Tree } from './tree.ts';

export type Draft<Kind extends string, Payload> = { kind: Kind; payload: Payload };

/** The policy in force from the start. */
export type Genesis = { format: 'murmure-ledger-1'; organisation: string; k: number; plan: Plan };
/** A decision of both sides; `k` and `plan`, where present, hold from the next season on. */
export type Decision = {
	id: string;
	subject: string;
	/** Sides that approved; at least one `hr` and one `staff`. */
	sides: string[];
	k?: number;
	plan?: Plan;
};
/** Frozen before the season opens: units with their own people, the pools they give, the hash of the key list. */
export type Season = {
	season: string;
	periods: string[];
	k: number;
	minEligible: number;
	/** Decimal text, since canonical JSON holds integers only. */
	epsilon: string;
	plan: Plan;
	units: { unit: string; parent: string | null; name: string; eligible: number }[];
	pools: { pool: string; eligible: number }[];
	keyListHash: string;
};
/**
 * The database was brought back from a backup: what the ledger told after this place is lost, with the keys it announced.
 * Devices take other keys only with such an entry that they have not seen.
 */
export type Restored = {
	/** Random, so that two restores of one backup are two: without it, both would write the same entry. */
	id: string;
};
/** What one side recorded before anybody was invited: days, `YYYY-MM-DD`. */
export type Legal = {
	side: 'hr' | 'staff';
	consulted: string;
	informed: string;
	assessed: string;
	/** Day of the recording. */
	on: string;
};
/** A round that had to get new keys after a restore; those made together share both hashes. */
export type Successor = {
	season: string;
	round: string;
	/** Hash of the season's key list from here on, and of the one it replaces. */
	keyListHash: string;
	replaces: string;
};
/** One a period, followed by `rows` entries of kind `cells`. */
export type Release = {
	period: string;
	season: string;
	round: string;
	k: number;
	epsilon: string;
	plan: Plan;
	/** Voices that did not open or were malformed, in the whole organisation. */
	malformed: number;
	rows: number;
};
/** All counts of one visible unit. */
export type Cells = {
	period: string;
	unit: string;
	counts: Partial<Record<Measure, Record<string, number>>>;
};

export const genesis = (payload: Omit<Genesis, 'format'>): Draft<'genesis', Genesis> => ({
	kind: 'genesis',
	payload: { format: 'murmure-ledger-1', ...payload },
});

export const decision = (payload: Decision): Draft<'decision', Decision> => ({
	kind: 'decision',
	payload,
});

/** Freezes a season: its pools are formed here from the tree's head-counts (R2). */
export function season(
	tree: Tree,
	facts: Pick<Season, 'season' | 'periods' | 'k' | 'plan' | 'keyListHash'>,
): Draft<'season', Season> {
	return {
		kind: 'season',
		payload: {
			...facts,
			minEligible: minEligible(facts.k),
			epsilon: String(EPSILON),
			units: tree.units.map(({ unitId, parentId, name, eligible }) => ({
				unit: unitId,
				parent: parentId || null,
				name,
				eligible,
			})),
			pools: listPools(tree, formPools(tree, facts.k)),
		},
	};
}

export const successor = (payload: Successor): Draft<'successor', Successor> => ({
	kind: 'successor',
	payload,
});

export const restored = (payload: Restored): Draft<'restored', Restored> => ({
	kind: 'restored',
	payload,
});

export const legal = (payload: Legal): Draft<'legal', Legal> => ({ kind: 'legal', payload });

export const seat = (payload: SeatChange): Draft<'seat', SeatChange> => ({ kind: 'seat', payload });

/** Stands right after the season that it tells of, but for the first. */
export const difference = (payload: Difference): Draft<'difference', Difference> => ({
	kind: 'difference',
	payload,
});

/** The entries of one released period: its parameters, then one entry for each visible unit. */
export function releaseEntries(
	released: ReleasedPeriod,
	facts: Pick<Release, 'season' | 'round' | 'k' | 'plan' | 'malformed'>,
): (Draft<'release', Release> | Draft<'cells', Cells>)[] {
	const { period, rows } = released;
	return [
		{
			kind: 'release',
			payload: { period, ...facts, epsilon: String(EPSILON), rows: rows.length },
		},
		...rows.map((row): Draft<'cells', Cells> => ({
			kind: 'cells',
			payload: { period, unit: row.unitId, counts: countsOf(row) },
		})),
	];
}

function countsOf(row: ReleasedRow): Cells['counts'] {
	return Object.fromEntries(
		MEASURES.filter((measure) => row.measures.includes(measure)).map((measure) => [
			measure,
			Object.fromEntries(
				CATEGORIES[measure].map((category, at) => [
					category,
					row.counts[SLOT_RANGE[measure][0] + at] ?? 0,
				]),
			),
		]),
	);
}
