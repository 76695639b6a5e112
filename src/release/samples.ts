/** Random trees, voices and words, and an exact rank, for the property tests of this room and the attacks; no product code imports it. */
import fc from 'fast-check';
import type { Unit } from '#contracts/cells.ts';
import type { RandomWords } from './noise.ts';
import { formPools, type Pools } from './pools.ts';
import type { PoolCounts } from './release.ts';
import { SLOTS } from './slots.ts';
import { parseTree, type Tree } from './tree.ts';

/** Uniform 32-bit words from a seed (mulberry32, Tommy Ettinger): for tests only, it is predictable. */
export function seededWords(seed: number): RandomWords {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let word = Math.imul(state ^ (state >>> 15), state | 1);
		word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
		return (word ^ (word >>> 14)) >>> 0;
	};
}

/** Units of a random tree: each hangs from an earlier one; ids are shuffled against the order of the list. */
export const arbitraryUnits = (most = 14, heads = 18): fc.Arbitrary<Unit[]> =>
	fc
		.array(
			fc.record({ up: fc.nat(), eligible: fc.nat({ max: heads }), tag: fc.nat({ max: 999 }) }),
			{
				minLength: 1,
				maxLength: most,
			},
		)
		.map((rows) =>
			rows.map(({ up, eligible }, i): Unit => {
				const parent = i === 0 ? null : up % i;
				const name = (at: number): string => `u${rows[at]?.tag ?? 0}-${at}`;
				return {
					unitId: name(i),
					parentId: parent === null ? null : name(parent),
					name: '',
					eligible,
				};
			}),
		);

export function treeOf(units: readonly Unit[]): Tree {
	const tree = parseTree(units);
	if (!tree.ok) throw new Error(`not a tree: ${tree.code}`);
	return tree.value;
}

/** A tree, its pools for `k` and a turn-out for each pool between silence and everybody. */
export const arbitraryTurnout = (
	k: number,
	most?: number,
): fc.Arbitrary<{ tree: Tree; pools: Pools; voices: number[] }> =>
	arbitraryUnits(most).chain((units) => {
		const tree = treeOf(units);
		const pools = formPools(tree, k);
		return (
			fc
				// Not fc.double: even over bit patterns, nearly all of it lies next to 0 or 1, and no pool falls short.
				.array(fc.nat({ max: 1000 }), {
					minLength: units.length,
					maxLength: units.length,
				})
				.map((shares) => ({
					tree,
					pools,
					voices: shares.map((share, i) =>
						pools.at[i] ? Math.floor((share / 1000) ** 2 * ((pools.eligible[i] ?? 0) + 0.999)) : 0,
					),
				}))
		);
	});

/** Counts in which everybody in every pool says the same: valence 1, no emotion, no difficulty, no factor. */
export function unanimous(period: string, voices: readonly number[]): PoolCounts {
	const counts = new Int32Array(voices.length * SLOTS.length);
	const same = SLOTS.map(({ measure, category }) =>
		measure === 'valence' ? category === '1' : category === 'none',
	);
	for (const [i, n] of voices.entries())
		for (const [slot, said] of same.entries()) if (said) counts[i * SLOTS.length + slot] = n;
	return { period, voices, counts };
}

/** Rank by fraction-free elimination (Bareiss) on exact integers. */
export function rankOf(matrix: readonly (readonly number[])[]): number {
	const rows = matrix.map((row) => row.map(BigInt));
	const width = rows[0]?.length ?? 0;
	let rank = 0;
	let last = 1n;
	for (let column = 0; column < width && rank < rows.length; column++) {
		const at = rows.findIndex((row, i) => i >= rank && row[column] !== 0n);
		if (at < 0) continue;
		[rows[rank], rows[at]] = [rows[at]!, rows[rank]!];
		const head = rows[rank]!;
		const pivot = head[column]!;
		for (let i = rank + 1; i < rows.length; i++) {
			const lead = rows[i]![column]!;
			rows[i] = rows[i]!.map((value, j) => (value * pivot - head[j]! * lead) / last);
		}
		last = pivot;
		rank++;
	}
	return rank;
}
