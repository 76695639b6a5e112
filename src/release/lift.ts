/** The one rule by which groups form (DESIGN section 4, Lift): people into pools, then pools into atoms. */
import type { Tree } from './tree.ts';

/** What each unit holds of its own, by index in the tree. A member may have an amount of 0 (a silent pool). */
export type Members = { present: ArrayLike<number>; amount: ArrayLike<number> };

export type Groups = {
	/** 1 where the unit has a group. */
	at: Uint8Array;
	/** The group's amount, by the index of its unit. */
	amount: Float64Array;
	/** Index of the unit whose group takes in what is held at each unit: the nearest at or above; -1: kept nowhere. */
	of: Int32Array;
};

/**
 * Lifts members from the leaves up: a unit keeps what it holds once it reaches `threshold`, else passes it to its parent.
 * A root left with members below the threshold also takes in the smallest of its children that have a group at or below them.
 */
export function lift(tree: Tree, members: Members, threshold: number): Groups {
	const size = tree.units.length;
	const held = Float64Array.from({ length: size }, (_, i) => members.amount[i] ?? 0);
	const holds = Uint8Array.from({ length: size }, (_, i) => (members.present[i] ? 1 : 0));
	const at = new Uint8Array(size);
	const amount = new Float64Array(size);
	for (let i = size - 1; i >= 0; i--) {
		if (!holds[i]) continue;
		const sum = held[i] ?? 0;
		if (sum >= threshold) {
			at[i] = 1;
			amount[i] = sum;
		} else if (i > 0) {
			const up = tree.parent[i] ?? 0;
			holds[up] = 1;
			held[up] = (held[up] ?? 0) + sum;
		} else {
			takeIn(tree, { at, amount }, sum);
		}
	}
	return { at, amount, of: nearestGroup(tree, at) };
}

/** The root's last resort: the groups of its smallest child become one with what it holds. */
function takeIn(tree: Tree, groups: Pick<Groups, 'at' | 'amount'>, held: number): void {
	const { at, amount } = groups;
	let smallest = -1;
	let least = Infinity;
	// Children come in order of unit_id, so the first of equals is the lowest.
	for (let child = 1; child < tree.units.length; child = tree.end[child] ?? Infinity) {
		let sum = 0;
		let found = false;
		for (let i = child; i < (tree.end[child] ?? 0); i++) {
			if (!at[i]) continue;
			found = true;
			sum += amount[i] ?? 0;
		}
		if (found && sum < least) {
			least = sum;
			smallest = child;
		}
	}
	if (smallest < 0) return;
	at.fill(0, smallest, tree.end[smallest]);
	amount.fill(0, smallest, tree.end[smallest]);
	at[0] = 1;
	amount[0] = held + least;
}

function nearestGroup(tree: Tree, at: Uint8Array): Int32Array {
	const of = new Int32Array(at.length);
	for (let i = 0; i < at.length; i++)
		of[i] = at[i] ? i : i > 0 ? (of[tree.parent[i] ?? 0] ?? -1) : -1;
	return of;
}

/** 1 at every unit with a group at or below it. */
export function atOrBelow(tree: Tree, at: Uint8Array): Uint8Array {
	const reached = Uint8Array.from(at);
	for (let i = reached.length - 1; i > 0; i--) if (reached[i]) reached[tree.parent[i] ?? 0] = 1;
	return reached;
}
