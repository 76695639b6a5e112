/** What attackers of published figures start from: small organisations, turn-outs, and the release as it is or without its noise. */
import { createHash } from 'node:crypto';
import type { Plan } from '#contracts/cells.ts';
import { formPools, type Pools } from '#release/pools.ts';
import { FULL_PLAN } from '#release/plan.ts';
import { release, type PoolCounts, type ReleasedRow } from '#release/release.ts';
import { seededWords, treeOf } from '#release/samples.ts';
import { SLOT_RANGE, SLOTS, slotOf } from '#release/slots.ts';
import type { Tree } from '#release/tree.ts';

export const K = 8;
export const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `[unit, parent, people]` each. */
export function organisation(rows: readonly (readonly [string, string | null, number])[]): {
	tree: Tree;
	pools: Pools;
} {
	const tree = treeOf(
		rows.map(([unitId, parentId, eligible]) => ({ unitId, parentId, name: unitId, eligible })),
	);
	return { tree, pools: formPools(tree, K) };
}

/** Answers of pools by the id of their unit: `{ a: { n: 9, '1': 4, '-1': 5 } }`; what is not said is neutral and `none`. */
export type Said = Record<string, Partial<Record<'-1' | '0' | '1', number>>>;

export function counted(tree: Tree, said: Said, period = '2026-11'): PoolCounts {
	const width = SLOTS.length;
	const voices = new Array<number>(tree.units.length).fill(0);
	const counts = new Int32Array(tree.units.length * width);
	for (const [unit, valences] of Object.entries(said)) {
		const at = tree.indexOf.get(unit)!;
		const n = Object.values(valences).reduce((sum, some) => sum + some, 0);
		voices[at] = n;
		for (const [level, some] of Object.entries(valences))
			counts[at * width + slotOf('valence', level)] = some;
		counts[at * width + slotOf('emotion', 'none')] = n;
		counts[at * width + slotOf('difficulty', 'none')] = n;
	}
	return { period, voices, counts };
}

/** The rows of one period, by unit. */
export function publish(
	{ tree, pools }: { tree: Tree; pools: Pools },
	answers: PoolCounts,
	options: { noise?: boolean; seed?: number; plan?: Plan; k?: number } = {},
): Map<string, ReleasedRow> {
	const { noise = false, seed = 1, plan = FULL_PLAN, k = K } = options;
	const periods = [answers];
	const [out] = release({ tree, pools, periods, k, plan, noise, random: seededWords(seed) });
	return new Map(out!.rows.map((row) => [row.unitId, row]));
}

/** The counts of one measure in a row. */
export const measureOf = (row: ReleasedRow, measure: keyof typeof SLOT_RANGE): number[] => [
	...row.counts.slice(...SLOT_RANGE[measure]),
];

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0);

/** Which pools each published row counts, found from outside: one more answer in a pool changes the rows that count it. */
export function coverage(
	org: { tree: Tree; pools: Pools },
	voices: readonly number[],
	members: readonly number[],
): number[][] {
	const width = SLOTS.length;
	const slot = slotOf('valence', '1');
	const read = (extra: number): number[] => {
		const counts = new Int32Array(voices.length * width);
		for (const [i, n] of voices.entries()) counts[i * width + slot] = n + (i === extra ? 1 : 0);
		const rows = publish(org, { period: '2026-11', voices: [...voices], counts });
		return [...rows.values()].map((row) => row.counts[slot]!);
	};
	const before = read(-1);
	const after = members.map((pool) => read(pool));
	return before.map((count, row) => after.map((rows) => rows[row]! - count));
}
