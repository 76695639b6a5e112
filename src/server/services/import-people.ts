/** Brings the list of people in line with a CSV file: all of it, or nothing. */
import { ok, type Result } from '#contracts/errors.ts';
import type { Queryable } from '../db/database.ts';
import { holdLock, LOCKS } from '../db/locks.ts';
import { listUnits } from '../db/organisation.ts';
import {
	deleteRole,
	deleteSignIn,
	listPeople,
	listRoles,
	upsertPeople,
	upsertRole,
	type PersonRow,
	type RoleRow,
} from '../db/people.ts';
import { announcingSeats } from './announce-seats.ts';
import { checkPeople, type PersonLine } from './check-people.ts';
import type { ServiceContext } from './context.ts';
import { poolsNow, Preview, refusedOutcome, settle, type ImportOutcome } from './import-outcome.ts';
import { readCsv } from './read-csv.ts';

/**
 * Columns `mail,name,unit_id` and, if wanted, `lang,role,side,scope`. The file is the whole list: people absent from
 * it leave (their row stays, so that they find their ballots again if they come back; their sign-in ends).
 * A person is known by their mail, or without one by name and unit. Units are counted anew at the next season only.
 * @returns CSV_MALFORMED if the file cannot be read; refused lines are in the outcome.
 */
export async function importPeople(
	ctx: ServiceContext,
	content: string | Uint8Array,
	{ dryRun }: { dryRun: boolean },
): Promise<Result<ImportOutcome>> {
	const table = readCsv(content, ['mail', 'name', 'unit_id'], ['lang', 'role', 'side', 'scope']);
	if (!table.ok) return table;
	return ok(
		await settle(
			ctx.db.transaction(async (tx) => {
				await holdLock(tx, LOCKS.import);
				const { people, refused } = checkPeople(table.value, await listUnits(tx));
				if (refused.length > 0) throw new Preview(refusedOutcome(refused));
				const outcome = await announcingSeats(tx, ctx.now(), () => apply(tx, ctx, people));
				if (dryRun) throw new Preview({ ...outcome, applied: false });
				return outcome;
			}),
		),
	);
}

const keyOf = (person: { mail: string | null; name: string; unitId: string }): string =>
	person.mail?.toLowerCase() ?? `${person.name}\n${person.unitId}`;

async function apply(
	tx: Queryable,
	ctx: ServiceContext,
	lines: readonly PersonLine[],
): Promise<ImportOutcome> {
	const known = new Map((await listPeople(tx)).map((person) => [keyOf(person), person]));
	const root = (await listUnits(tx)).find((unit) => unit.parentId === null)?.unitId;
	const rows = lines.map((line) => rowOf(line, known.get(keyOf(line)), ctx));
	const added: string[] = [];
	const changed: string[] = [];
	for (const row of rows) {
		const was = known.get(keyOf(row));
		if (!was?.active) added.push(row.name);
		else if (was.name !== row.name || was.unitId !== row.unitId || was.lang !== row.lang)
			changed.push(row.name);
	}
	const present = new Set(rows.map((row) => row.personId));
	const leavers = [...known.values()].filter(
		(person) => person.active && !present.has(person.personId),
	);
	// At the root, so that the unit they leave can go too.
	const left = leavers.map((person) => ({
		...person,
		active: false,
		unitId: root ?? person.unitId,
	}));
	await upsertPeople(tx, [...rows, ...left]);
	await deleteSignIn(
		tx,
		leavers.map((person) => person.personId),
	);
	const regranted = await grantRoles(tx, rows, lines, leavers);
	if (!(await listRoles(tx)).some((grant) => grant.role === 'administrator'))
		throw new Preview(refusedOutcome([{ code: 'ADMINISTRATOR_MISSING', line: 1, field: 'role' }]));
	const touched = new Set([...added, ...changed]);
	return {
		applied: true,
		added,
		changed: [...changed, ...regranted.filter((name) => !touched.has(name))],
		removed: leavers.map((person) => person.name),
		kept: [],
		refused: [],
		pools: await poolsNow(tx),
	};
}

function rowOf(line: PersonLine, was: PersonRow | undefined, ctx: ServiceContext): PersonRow {
	const { mail, name, unitId } = line;
	return {
		personId: was?.personId ?? ctx.newId(),
		mail,
		name,
		unitId,
		// A language that someone chose for themselves outlives a file that names none.
		lang: line.lang ?? was?.lang ?? null,
		active: true,
	};
}

/** @returns the names of people whose roles changed. */
async function grantRoles(
	tx: Queryable,
	rows: readonly PersonRow[],
	lines: readonly PersonLine[],
	leavers: readonly PersonRow[],
): Promise<string[]> {
	const before = new Map<string, RoleRow>();
	for (const grant of await listRoles(tx)) before.set(`${grant.personId} ${grant.role}`, grant);
	for (const { personId } of leavers)
		for (const role of ['employee', 'committee', 'administrator'] as const)
			if (before.has(`${personId} ${role}`)) await deleteRole(tx, personId, role);
	const changed = new Set<string>();
	for (const [place, { personId, name }] of rows.entries()) {
		const roles = lines[place]?.roles;
		if (!roles) continue;
		const wanted: [RoleRow['role'], Pick<RoleRow, 'side' | 'unitId'> | null][] = [
			['administrator', roles.administrator ? { side: null, unitId: null } : null],
			['committee', roles.committee],
		];
		for (const [role, grant] of wanted) {
			const was = before.get(`${personId} ${role}`);
			if (!grant && !was) continue;
			if (!grant) await deleteRole(tx, personId, role);
			else if (was && was.side === grant.side && was.unitId === grant.unitId) continue;
			else await upsertRole(tx, { personId, role, ...grant });
			changed.add(name);
		}
	}
	return [...changed];
}
