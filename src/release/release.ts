/** From counted voices to cells: the one implementation of the release rules, for the server and the command line. */
import type { Cell, Plan } from '#contracts/cells.ts';
import type { Measure } from '#contracts/ids.ts';
import { EPSILON, MIN_K, MIN_K_WITHOUT_NOISE } from '#contracts/policy.ts';
import { formAtoms, type Atoms } from './atoms.ts';
import { geometricNoise, type Noise, type RandomWords } from './noise.ts';
import { measuresAt } from './plan.ts';
import type { Pools } from './pools.ts';
import { SLOT_RANGE, SLOTS } from './slots.ts';
import { byCodeUnit, type Tree } from './tree.ts';

/** The voices of one period, counted by pool (by the index of the pool's unit in the tree). */
export type PoolCounts = {
	period: string;
	/** Voices in each pool. */
	voices: ArrayLike<number>;
	/** SLOTS.length counts for each unit of the tree, zeros where it has no pool. */
	counts: ArrayLike<number>;
};

/** One visible unit: `counts` in the order of SLOTS; only the `measures` of the plan were computed, the rest is zero. */
export type ReleasedRow = {
	unitId: string;
	depth: number;
	measures: Measure[];
	counts: Int32Array;
};
export type ReleasedPeriod = { period: string; rows: ReleasedRow[] };

export type ReleaseInput = {
	tree: Tree;
	pools: Pools;
	periods: readonly PoolCounts[];
	/** At least MIN_K; MIN_K_WITHOUT_NOISE without noise. */
	k: number;
	plan: Plan;
	noise: boolean;
	random: RandomWords;
};

/**
 * Applies R3, R4 and the plan. Periods come out in order of their names, units in tree order (preorder, siblings by id):
 * an order that says nothing of the input's.
 * @throws RangeError where k is under its floor: callers check it first, with a message.
 */
export function release(input: ReleaseInput): ReleasedPeriod[] {
	const floor = input.noise ? MIN_K : MIN_K_WITHOUT_NOISE;
	if (!Number.isSafeInteger(input.k) || input.k < floor) throw new RangeError(`k under ${floor}`);
	const noise: Noise = input.noise ? geometricNoise(EPSILON, input.random) : () => 0;
	return [...input.periods]
		.sort((a, b) => byCodeUnit(a.period, b.period))
		.map((counted) => releasePeriod(input, counted, noise));
}

/** Cells of one period, every category of every measure of the plan for each visible unit, zeros included. */
export function* cellsOf({ period, rows }: ReleasedPeriod): Generator<Cell> {
	for (const { unitId, measures, counts } of rows)
		for (const measure of measures)
			for (let slot = SLOT_RANGE[measure][0]; slot < SLOT_RANGE[measure][1]; slot++)
				yield {
					period,
					unitId,
					measure,
					category: SLOTS[slot]?.category ?? '',
					count: counts[slot] ?? 0,
				};
}

function releasePeriod(input: ReleaseInput, counted: PoolCounts, noise: Noise): ReleasedPeriod {
	const { tree, pools, plan, k } = input;
	const atoms = formAtoms(tree, pools, counted.voices, k);
	const totals = rollUp(tree, atoms, noisyAtoms(input, atoms, counted, noise));
	const rows: ReleasedRow[] = [];
	for (const [i, unit] of tree.units.entries()) {
		if (!atoms.visible[i]) continue;
		const depth = tree.depth[i] ?? 0;
		const measures = measuresAt(plan, depth);
		if (measures.length === 0) continue;
		const counts = new Int32Array(SLOTS.length);
		for (const measure of measures) {
			const [start, end] = SLOT_RANGE[measure];
			counts.set(totals.subarray(i * SLOTS.length + start, i * SLOTS.length + end), start);
		}
		rows.push({ unitId: unit.unitId, depth, measures, counts });
	}
	return { period: counted.period, rows };
}

/** Counts of each atom with its noise, drawn once for each slot that the plan has. */
function noisyAtoms(
	{ tree, pools, plan }: ReleaseInput,
	atoms: Atoms,
	{ counts }: PoolCounts,
	noise: Noise,
): Int32Array {
	const width = SLOTS.length;
	const totals = new Int32Array(tree.units.length * width);
	for (let i = 0; i < tree.units.length; i++) {
		const atom = pools.at[i] ? (atoms.of[i] ?? -1) : -1;
		if (atom < 0) continue;
		for (let slot = 0; slot < width; slot++)
			totals[atom * width + slot] =
				(totals[atom * width + slot] ?? 0) + (counts[i * width + slot] ?? 0);
	}
	const ranges = measuresAt(plan, 0).map((measure) => SLOT_RANGE[measure]);
	for (let i = 0; i < tree.units.length; i++) {
		if (!atoms.at[i]) continue;
		for (const [start, end] of ranges)
			for (let at = i * width + start; at < i * width + end; at++)
				totals[at] = (totals[at] ?? 0) + noise();
	}
	return totals;
}

/** Adds every unit's row to its parent's, from the leaves up: a unit's count is the sum of its atoms'. */
function rollUp(tree: Tree, atoms: Atoms, totals: Int32Array): Int32Array {
	const width = SLOTS.length;
	for (let i = tree.units.length - 1; i > 0; i--) {
		if (!atoms.visible[i]) continue;
		const up = (tree.parent[i] ?? 0) * width;
		for (let slot = 0; slot < width; slot++)
			totals[up + slot] = (totals[up + slot] ?? 0) + (totals[i * width + slot] ?? 0);
	}
	return totals;
}
