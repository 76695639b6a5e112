/** R2: before a season opens, from head-counts alone, where each person's voice will count. */
import { minEligible } from '#contracts/policy.ts';
import { atOrBelow, lift } from './lift.ts';
import type { Tree } from './tree.ts';

export type Pools = {
	/** 1 where the unit has a pool; the pool bears its unit's id. */
	at: Uint8Array;
	/** People in the pool, by the index of its unit. */
	eligible: Float64Array;
	/** Index of the pool's unit for people of each unit; -1: nothing is open there, a voice counts nowhere. */
	of: Int32Array;
	/** 1 where a pool is at or below the unit. */
	open: Uint8Array;
};

/** Forms the pools of a season: each has at least max(8, k) people. */
export function formPools(tree: Tree, k: number): Pools {
	const amount = tree.units.map((unit) => unit.eligible);
	const groups = lift(tree, { present: amount, amount }, minEligible(k));
	return {
		at: groups.at,
		eligible: groups.amount,
		of: groups.of,
		open: atOrBelow(tree, groups.at),
	};
}

/** Pools as the ledger and the ballots name them: unit id and people, in tree order. */
export function listPools(tree: Tree, pools: Pools): { pool: string; eligible: number }[] {
	return tree.units.flatMap((unit, i) =>
		pools.at[i] ? [{ pool: unit.unitId, eligible: pools.eligible[i] ?? 0 }] : [],
	);
}

/** The pool in which a person of `unitId` has their voice; null where nothing is open or the unit is unknown. */
export function poolOf(tree: Tree, pools: Pools, unitId: string): string | null {
	const at = pools.of[tree.indexOf.get(unitId) ?? -1] ?? -1;
	return tree.units[at]?.unitId ?? null;
}
