/** R3: at the close, from the number of voices alone, the smallest groups whose totals may exist. */
import { atOrBelow, lift } from './lift.ts';
import type { Pools } from './pools.ts';
import type { Tree } from './tree.ts';

export type Atoms = {
	/** 1 where the unit has an atom of its own. */
	at: Uint8Array;
	/** Index of the atom's unit that takes in the pool of each unit; -1: counted nowhere this period. */
	of: Int32Array;
	/** 1 where an atom is at or below the unit. */
	visible: Uint8Array;
};

/**
 * Forms the atoms of one period.
 * @param voices number of voices in each pool, by the index of its unit.
 */
export function formAtoms(tree: Tree, pools: Pools, voices: ArrayLike<number>, k: number): Atoms {
	const { at, of } = lift(tree, { present: pools.at, amount: voices }, k);
	return { at, of, visible: atOrBelow(tree, at) };
}
