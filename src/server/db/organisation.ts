/** Questions about the organisation and its units. */
import { asc, desc, eq, sql } from 'drizzle-orm';
import type { Unit } from '#contracts/cells.ts';
import type { Queryable } from './database.ts';
import { organisation, person, roleGrant, unit } from './schema/organisation.ts';
import { seasonUnit } from './schema/rounds.ts';

export type Organisation = typeof organisation.$inferSelect;
export type UnitRow = typeof unit.$inferSelect;

/** Null before the set-up. */
export async function findOrganisation(db: Queryable): Promise<Organisation | null> {
	const [row] = await db.select().from(organisation).limit(1);
	return row ?? null;
}

export const insertOrganisation = (db: Queryable, row: typeof organisation.$inferInsert) =>
	db.insert(organisation).values(row);

export const updateOrganisation = (db: Queryable, change: Partial<Omit<Organisation, 'id'>>) =>
	db.update(organisation).set(change).where(eq(organisation.id, 1));

/** All units, in the organisation's own order. */
export const listUnits = (db: Queryable): Promise<UnitRow[]> =>
	db.select().from(unit).orderBy(asc(unit.position), asc(unit.unitId));

/** Units of past and present seasons, each with the parent it last had. */
export const listFormerUnits = (db: Queryable): Promise<Pick<UnitRow, 'unitId' | 'parentId'>[]> =>
	db
		.selectDistinctOn([seasonUnit.unitId], {
			unitId: seasonUnit.unitId,
			parentId: seasonUnit.parentId,
		})
		.from(seasonUnit)
		.orderBy(asc(seasonUnit.unitId), desc(seasonUnit.seasonId));

/** Units that still hold something: people (also those who left), or a committee member's scope. */
export async function unitsInUse(db: Queryable): Promise<Set<string>> {
	const people = await db.selectDistinct({ unitId: person.unitId }).from(person);
	const scopes = await db.selectDistinct({ unitId: roleGrant.unitId }).from(roleGrant);
	return new Set([...people, ...scopes].flatMap(({ unitId }) => unitId ?? []));
}

/** Gives a unit another id; people, scopes and the units below follow (the foreign keys cascade). */
export const renameUnit = (db: Queryable, from: string, to: string) =>
	db.update(unit).set({ unitId: to }).where(eq(unit.unitId, from));

/** Units with their own active people, as the release takes them, in the organisation's own order. */
export const listUnitsWithPeople = (db: Queryable): Promise<(Unit & { position: number })[]> =>
	db
		.select({
			unitId: unit.unitId,
			parentId: unit.parentId,
			name: unit.name,
			position: unit.position,
			eligible: sql<number>`count(${person.personId})::int`,
		})
		.from(unit)
		.leftJoin(person, sql`${person.unitId} = ${unit.unitId} and ${person.active}`)
		.groupBy(unit.unitId)
		.orderBy(asc(unit.position), asc(unit.unitId));

/** Writes units in the order given, parents before children: new ones, and changes of known ones. */
export async function upsertUnits(db: Queryable, rows: readonly UnitRow[]): Promise<void> {
	for (let at = 0; at < rows.length; at += 1000)
		await db
			.insert(unit)
			.values(rows.slice(at, at + 1000))
			.onConflictDoUpdate({
				target: unit.unitId,
				set: {
					parentId: sql`excluded.parent_id`,
					name: sql`excluded.name`,
					position: sql`excluded.position`,
				},
			});
}

/** Removes one unit; the database refuses while people, roles or units hang on it. */
export const deleteUnit = (db: Queryable, unitId: string) =>
	db.delete(unit).where(eq(unit.unitId, unitId));
