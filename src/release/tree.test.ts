import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unit } from '#contracts/cells.ts';
import { arbitraryUnits, treeOf } from './samples.ts';
import { parseTree } from './tree.ts';

const unit = (unitId: string, parentId: string | null, eligible = 10): Unit => ({
	unitId,
	parentId,
	name: unitId,
	eligible,
});

describe('the organisation tree', () => {
	it('puts parents before children and siblings in order of their ids', () => {
		const tree = treeOf([
			unit('b', 'r'),
			unit('r', null),
			unit('a2', 'a'),
			unit('a', 'r'),
			unit('a1', 'a'),
		]);
		expect(tree.units.map((u) => u.unitId)).toEqual(['r', 'a', 'a1', 'a2', 'b']);
		expect([...tree.parent]).toEqual([-1, 0, 1, 1, 0]);
		expect([...tree.depth]).toEqual([0, 1, 2, 2, 1]);
		expect([...tree.end]).toEqual([5, 4, 3, 4, 5]);
	});

	it('orders ids by code unit, not by locale', () => {
		const tree = treeOf([unit('r', null), unit('é', 'r'), unit('z', 'r'), unit('Z', 'r')]);
		expect(tree.units.map((u) => u.unitId)).toEqual(['r', 'Z', 'z', 'é']);
	});

	it.each([
		['an unknown parent', [unit('r', null), unit('a', 'x')], 'UNIT_UNKNOWN', 1, 'parent_id'],
		[
			'two roots',
			[unit('r', null), unit('a', 'r'), unit('s', '')],
			'TREE_TWO_ROOTS',
			2,
			'parent_id',
		],
		[
			'a cycle',
			[unit('r', null), unit('a', 'c'), unit('b', 'c'), unit('c', 'b')],
			'TREE_CYCLE',
			2,
			'parent_id',
		],
		[
			'a unit that is its own parent',
			[unit('r', null), unit('a', 'a')],
			'TREE_CYCLE',
			1,
			'parent_id',
		],
		['no root at all', [unit('a', 'b'), unit('b', 'a')], 'TREE_CYCLE', 0, 'parent_id'],
		['a unit twice', [unit('r', null), unit('r', null)], 'UNIT_DUPLICATE', 1, 'unit_id'],
		['a nameless unit', [unit('r', null), unit('', 'r')], 'BAD_INPUT', 1, 'unit_id'],
		['a negative head-count', [unit('r', null, -1)], 'BAD_INPUT', 0, 'eligible'],
		['a fractional head-count', [unit('r', null, 1.5)], 'BAD_INPUT', 0, 'eligible'],
		['no unit', [], 'BAD_INPUT', 0, 'parent_id'],
	] as const)('refuses %s', (_, units, code, row, field) => {
		expect(parseTree(units)).toMatchObject({ ok: false, code, row, field });
	});

	it('does not care in which order the units came', () => {
		fc.assert(
			fc.property(arbitraryUnits(), fc.integer(), (units, turn) => {
				const at = Math.abs(turn) % units.length;
				const turned = [...units.slice(at), ...units.slice(0, at)].reverse();
				expect(treeOf(turned)).toEqual(treeOf(units));
			}),
		);
	});

	it('takes a chain of 200,000 units', () => {
		const chain = Array.from({ length: 200_000 }, (_, i) => unit(`${i}`, i ? `${i - 1}` : null));
		expect(treeOf(chain).depth.at(-1)).toBe(199_999);
	});
});
