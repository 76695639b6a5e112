import { describe, expect, it } from 'vitest';
import { lift } from './lift.ts';
import { treeOf } from './samples.ts';

/** `amounts`: one per unit id, `null` for no member at all. */
function groups(
	shape: Record<string, string | null>,
	amounts: Record<string, number>,
	threshold: number,
) {
	const tree = treeOf(
		Object.entries(shape).map(([unitId, parentId]) => ({
			unitId,
			parentId,
			name: '',
			eligible: 0,
		})),
	);
	const present = tree.units.map((unit) => (unit.unitId in amounts ? 1 : 0));
	const amount = tree.units.map((unit) => amounts[unit.unitId] ?? 0);
	const found = lift(tree, { present, amount }, threshold);
	const kept: Record<string, number> = {};
	for (const [i, unit] of tree.units.entries())
		if (found.at[i]) kept[unit.unitId] = found.amount[i] ?? 0;
	const of = Object.fromEntries(
		tree.units.map((unit, i) => [unit.unitId, tree.units[found.of[i] ?? -1]?.unitId ?? null]),
	);
	return { kept, of };
}

const firm = { root: null, a: 'root', a1: 'a', a2: 'a', b: 'root', b1: 'b' };

describe('Lift', () => {
	it('keeps members where they reach the threshold', () => {
		expect(groups(firm, { a1: 8, a2: 9, b1: 10 }, 8).kept).toEqual({ a1: 8, a2: 9, b1: 10 });
	});

	it('passes all members of a unit up when they fall short, together', () => {
		expect(groups(firm, { a1: 5, a2: 4, b1: 10 }, 8).kept).toEqual({ a: 9, b1: 10 });
	});

	it('counts a few people attached high up without closing the teams below', () => {
		const { kept, of } = groups(firm, { a: 2, a1: 8, a2: 8, root: 7 }, 8);
		expect(kept).toEqual({ root: 9, a1: 8, a2: 8 });
		expect(of).toMatchObject({ a: 'root', a1: 'a1', root: 'root' });
	});

	it('lets a root with too few take in its smallest child with every group in it', () => {
		const { kept, of } = groups(firm, { root: 2, a1: 8, a2: 8, b1: 20 }, 8);
		expect(kept).toEqual({ root: 18, b1: 20 });
		expect(of).toMatchObject({ a1: 'root', a2: 'root', b1: 'b1', b: 'root' });
	});

	it('breaks a tie by the lowest id', () => {
		expect(groups(firm, { root: 1, a1: 8, b1: 8 }, 8).kept).toEqual({ root: 9, b1: 8 });
	});

	it('takes in a child even for members that amount to nothing', () => {
		expect(groups(firm, { root: 0, a1: 8, b1: 9 }, 8).kept).toEqual({ root: 8, b1: 9 });
	});

	it('leaves everything alone when the root holds no member', () => {
		expect(groups(firm, { a1: 8, b1: 9 }, 8).kept).toEqual({ a1: 8, b1: 9 });
	});

	it('does not choose a child that has no group', () => {
		expect(groups(firm, { a1: 3, b1: 9 }, 8).kept).toEqual({ root: 12 });
	});

	it('keeps nothing when nobody reaches the threshold', () => {
		const { kept, of } = groups(firm, { a1: 3, b1: 4 }, 8);
		expect(kept).toEqual({});
		expect(new Set(Object.values(of))).toEqual(new Set([null]));
	});
});
