/** The organisation tree, checked once and then kept as flat arrays: no recursion, however deep it is. */
import type { Unit } from '#contracts/cells.ts';
import type { Failure } from '#contracts/errors.ts';

/** Units in preorder (a parent before its children, siblings by `unitId` in code units); the root is at 0. */
export type Tree = {
	readonly units: readonly Unit[];
	/** Index of the parent, -1 for the root. */
	readonly parent: Int32Array;
	/** Root = 0. */
	readonly depth: Int32Array;
	/** Exclusive end of the unit's subtree: it is `[i, end[i])`. */
	readonly end: Int32Array;
	readonly indexOf: ReadonlyMap<string, number>;
};

/** `row` is the place of the offending unit in the list that was given (its length where none is at fault). */
export type TreeFault = Failure & { row: number; field: 'unit_id' | 'parent_id' | 'eligible' };

/**
 * Checks and arranges units.
 * Faults, first by row within each kind: a unit named twice or not at all, a head-count that is no whole number >= 0,
 * an unknown parent, two roots, a cycle (or no root).
 */
export function parseTree(units: readonly Unit[]): { ok: true; value: Tree } | TreeFault {
	const rowOf = new Map<string, number>();
	for (const [row, unit] of units.entries()) {
		if (unit.unitId === '') return fault('BAD_INPUT', row, 'unit_id', unit);
		if (rowOf.has(unit.unitId)) return fault('UNIT_DUPLICATE', row, 'unit_id', unit);
		if (!Number.isSafeInteger(unit.eligible) || unit.eligible < 0)
			return fault('BAD_INPUT', row, 'eligible', unit);
		rowOf.set(unit.unitId, row);
	}
	const children: number[][] = units.map(() => []);
	let root = -1;
	for (const [row, unit] of units.entries()) {
		if (unit.parentId === null || unit.parentId === '') {
			if (root >= 0) return fault('TREE_TWO_ROOTS', row, 'parent_id', unit);
			root = row;
			continue;
		}
		const parent = rowOf.get(unit.parentId);
		if (parent === undefined) return fault('UNIT_UNKNOWN', row, 'parent_id', unit);
		children[parent]?.push(row);
	}
	const order = root < 0 ? [] : preorder(units, children, root);
	if (order.length < units.length || root < 0) {
		const row = firstOnCycle(units, rowOf);
		return fault(units.length ? 'TREE_CYCLE' : 'BAD_INPUT', row, 'parent_id', units[row]);
	}
	return { ok: true, value: arrange(units, order) };
}

function fault(
	code: Failure['code'],
	row: number,
	field: TreeFault['field'],
	unit: Unit | undefined,
): TreeFault {
	const value = field === 'unit_id' ? unit?.unitId : field === 'parent_id' ? unit?.parentId : '';
	return { ok: false, code, detail: { field, value: value ?? '' }, row, field };
}

/** Lexical order by UTF-16 code unit: the same on every machine and in every locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function preorder(units: readonly Unit[], children: number[][], root: number): number[] {
	const order: number[] = [];
	const stack = [root];
	for (let row = stack.pop(); row !== undefined; row = stack.pop()) {
		order.push(row);
		const below = children[row] ?? [];
		below.sort((a, b) => byCodeUnit(units[b]?.unitId ?? '', units[a]?.unitId ?? ''));
		for (const child of below) stack.push(child);
	}
	return order;
}

/** First row that lies on a cycle: from each row not seen before, climb until a root, an old row or one's own trail. */
function firstOnCycle(units: readonly Unit[], rowOf: ReadonlyMap<string, number>): number {
	const trailOf = new Int32Array(units.length).fill(-1);
	let first = units.length;
	for (let start = 0; start < units.length; start++) {
		let row: number | undefined = start;
		while (row !== undefined && trailOf[row] === -1) {
			trailOf[row] = start;
			row = rowOf.get(units[row]?.parentId ?? '');
		}
		if (row === undefined || trailOf[row] !== start) continue;
		let at = row;
		do {
			first = Math.min(first, at);
			at = rowOf.get(units[at]?.parentId ?? '') ?? row;
		} while (at !== row);
	}
	return first;
}

function arrange(units: readonly Unit[], order: readonly number[]): Tree {
	const sorted = order.map((row) => units[row] as Unit);
	const indexOf = new Map(sorted.map((unit, index) => [unit.unitId, index]));
	const parent = Int32Array.from(sorted, (unit) => indexOf.get(unit.parentId ?? '') ?? -1);
	const depth = new Int32Array(sorted.length);
	const end = Int32Array.from(sorted, (_, index) => index + 1);
	for (let i = 1; i < sorted.length; i++) depth[i] = (depth[parent[i] ?? 0] ?? 0) + 1;
	for (let i = sorted.length - 1; i > 0; i--) {
		const up = parent[i] ?? 0;
		end[up] = Math.max(end[up] ?? 0, end[i] ?? 0);
	}
	return { units: sorted, parent, depth, end, indexOf };
}
