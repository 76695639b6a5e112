/** Questions about people and what they may do. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Role } from '#contracts/ids.ts';
import type { Queryable } from './database.ts';
import { session, user, verification } from './schema/auth.ts';
import { person, roleGrant } from './schema/organisation.ts';

export type PersonRow = typeof person.$inferSelect;
export type RoleRow = typeof roleGrant.$inferSelect;

export async function findPerson(db: Queryable, personId: string): Promise<PersonRow | null> {
	const [row] = await db.select().from(person).where(eq(person.personId, personId)).limit(1);
	return row ?? null;
}

/** Active people only; `mail` in any case. */
export async function findPersonByMail(db: Queryable, mail: string): Promise<PersonRow | null> {
	const [row] = await db
		.select()
		.from(person)
		.where(and(eq(sql`lower(${person.mail})`, mail.toLowerCase()), eq(person.active, true)))
		.limit(1);
	return row ?? null;
}

/** Everybody, also those who left, by name. */
export const listPeople = (db: Queryable): Promise<PersonRow[]> =>
	db.select().from(person).orderBy(asc(person.name), asc(person.personId));

export const listRoles = (db: Queryable): Promise<RoleRow[]> => db.select().from(roleGrant);

export const rolesOf = (db: Queryable, personId: string): Promise<RoleRow[]> =>
	db.select().from(roleGrant).where(eq(roleGrant.personId, personId));

/** New people, and changes of known ones (by id). */
export async function upsertPeople(db: Queryable, rows: readonly PersonRow[]): Promise<void> {
	for (let at = 0; at < rows.length; at += 1000)
		await db
			.insert(person)
			.values(rows.slice(at, at + 1000))
			.onConflictDoUpdate({
				target: person.personId,
				set: {
					mail: sql`excluded.mail`,
					name: sql`excluded.name`,
					unitId: sql`excluded.unit_id`,
					lang: sql`excluded.lang`,
					active: sql`excluded.active`,
				},
			});
}

export const updatePersonLang = (db: Queryable, personId: string, lang: PersonRow['lang']) =>
	db.update(person).set({ lang }).where(eq(person.personId, personId));

/** Grants a role, or changes its side and scope. */
export const upsertRole = (db: Queryable, row: RoleRow) =>
	db
		.insert(roleGrant)
		.values(row)
		.onConflictDoUpdate({
			target: [roleGrant.personId, roleGrant.role],
			set: { side: row.side, unitId: row.unitId },
		});

export const deleteRole = (db: Queryable, personId: string, role: Role) =>
	db.delete(roleGrant).where(and(eq(roleGrant.personId, personId), eq(roleGrant.role, role)));

/** Ends all sessions of these people and forgets their sign-in. */
export async function deleteSignIn(db: Queryable, personIds: readonly string[]): Promise<void> {
	if (personIds.length > 0) await db.delete(user).where(inArray(user.id, [...personIds]));
}

/** The sign-in user of a person, made or brought up to date. */
export const upsertUser = (db: Queryable, id: string, email: string, now: Date) =>
	db
		.insert(user)
		.values({ id, email, name: '', emailVerified: true, createdAt: now, updatedAt: now })
		.onConflictDoUpdate({ target: user.id, set: { email } });

/** Forgets sessions and links that no longer hold. */
export async function deleteExpiredSignIns(db: Queryable, now: Date): Promise<void> {
	await db.delete(session).where(sql`${session.expiresAt} <= ${now.toISOString()}::date`);
	await db
		.delete(verification)
		.where(sql`${verification.expiresAt} <= ${now.toISOString()}::timestamptz`);
}
