/** Brings the organisation tree in line with a CSV file: all of it, or nothing. */
import { ok, type Result } from '#contracts/errors.ts';
import { holdsControl, MAX_NAME } from '#contracts/names.ts';
import { parseTree } from '#release/tree.ts';
import type { Queryable } from '../db/database.ts';
import { holdLock, LOCKS } from '../db/locks.ts';
import {
	deleteUnit,
	listUnits,
	renameUnit,
	unitsInUse,
	upsertUnits,
	type UnitRow,
} from '../db/organisation.ts';
import type { ServiceContext } from './context.ts';
import {
	poolsNow,
	Preview,
	refusedOutcome,
	settle,
	type ImportOutcome,
	type Refusal,
} from './import-outcome.ts';
import { readCsv, type CsvTable } from './read-csv.ts';

/** Never a formula in a spreadsheet. */
const UNIT_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,59}$/;

/**
 * Columns `unit_id,parent_id,name`; the root's parent is empty. The file's order becomes the organisation's own.
 * The file is the whole tree: units absent from it go, unless people or scopes still hang on them (`kept`).
 * A root with a new id takes over all that hung on the old one.
 * @returns CSV_MALFORMED if the file cannot be read; refused lines are in the outcome.
 */
export async function importUnits(
	ctx: ServiceContext,
	content: string | Uint8Array,
	{ dryRun }: { dryRun: boolean },
): Promise<Result<ImportOutcome>> {
	const table = readCsv(content, ['unit_id', 'parent_id', 'name'], []);
	if (!table.ok) return table;
	const checked = checkUnits(table.value);
	if (checked.refused.length > 0) return ok(refusedOutcome(checked.refused));
	return ok(
		await settle(
			ctx.db.transaction(async (tx) => {
				await holdLock(tx, LOCKS.import);
				const outcome = await apply(tx, checked.units);
				if (dryRun) throw new Preview({ ...outcome, applied: false });
				return outcome;
			}),
		),
	);
}

function checkUnits({ rows }: CsvTable): { units: UnitRow[]; refused: Refusal[] } {
	const refused: Refusal[] = [];
	const units = rows.map((row, position) => {
		const unit = {
			unitId: row.get('unit_id'),
			parentId: row.get('parent_id') || null,
			name: row.get('name'),
			position,
		};
		if (!UNIT_ID.test(unit.unitId))
			refused.push({ code: 'BAD_INPUT', line: row.line, field: 'unit_id', value: unit.unitId });
		if (holdsControl(unit.name))
			refused.push({ code: 'NAME_CONTROL_CHARACTER', line: row.line, field: 'name' });
		else if (unit.name === '' || unit.name.length > MAX_NAME)
			refused.push({ code: 'BAD_INPUT', line: row.line, field: 'name' });
		return unit;
	});
	if (refused.length > 0) return { units, refused };
	const tree = parseTree(units.map((unit) => ({ ...unit, eligible: 0 })));
	if (tree.ok) {
		// Parents first, as the database wants them; the position keeps the file's order.
		const byId = new Map(units.map((unit) => [unit.unitId, unit]));
		return { units: tree.value.units.flatMap((unit) => byId.get(unit.unitId) ?? []), refused };
	}
	const { row, field } = tree as { row: number; field: string };
	const value = tree.detail?.value;
	refused.push({
		code: tree.code,
		line: rows[row]?.line ?? 1,
		field,
		...(value ? { value } : {}),
	});
	return { units, refused };
}

async function apply(tx: Queryable, units: UnitRow[]): Promise<ImportOutcome> {
	let known = await listUnits(tx);
	const oldRoot = known.find((unit) => unit.parentId === null);
	const newRoot = units[0];
	if (oldRoot && newRoot && oldRoot.unitId !== newRoot.unitId) {
		// A unit that becomes the root while it exists elsewhere would need the root's place twice.
		const existing = known.some((unit) => unit.unitId === newRoot.unitId);
		if (existing) await renameUnit(tx, newRoot.unitId, `${newRoot.unitId}.former`);
		await renameUnit(tx, oldRoot.unitId, newRoot.unitId);
		known = await listUnits(tx);
	}
	const before = new Map(known.map((unit) => [unit.unitId, unit]));
	await upsertUnits(tx, units);
	const inFile = new Set(units.map((unit) => unit.unitId));
	const absent = known.filter((unit) => !inFile.has(unit.unitId));
	const removed = await removeUnused(tx, absent);
	const position = (a: UnitRow, b: UnitRow) => a.position - b.position;
	const added = units.filter((unit) => !before.has(unit.unitId)).sort(position);
	const changed = units
		.filter((unit) => {
			const was = before.get(unit.unitId);
			return was && (was.name !== unit.name || was.parentId !== unit.parentId);
		})
		.sort(position);
	return {
		applied: true,
		added: added.map((unit) => unit.name),
		changed: changed.map((unit) => unit.name),
		removed: absent.filter((unit) => removed.has(unit.unitId)).map((unit) => unit.name),
		kept: absent.filter((unit) => !removed.has(unit.unitId)).map((unit) => unit.name),
		refused: [],
		pools: await poolsNow(tx),
	};
}

/** Leaves first: a unit goes once nothing hangs on it and no unit is left below it. */
async function removeUnused(tx: Queryable, absent: readonly UnitRow[]): Promise<Set<string>> {
	const used = await unitsInUse(tx);
	const removed = new Set<string>();
	for (let again = true; again;) {
		again = false;
		const parents = new Set((await listUnits(tx)).map((unit) => unit.parentId));
		for (const { unitId } of absent) {
			if (removed.has(unitId) || used.has(unitId) || parents.has(unitId)) continue;
			await deleteUnit(tx, unitId);
			removed.add(unitId);
			again = true;
		}
	}
	return removed;
}
