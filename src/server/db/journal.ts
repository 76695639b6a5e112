/** Questions about a person's own sealed journal. */
import { and, eq } from 'drizzle-orm';
import type { Slot } from '#contracts/journal.ts';
import type { Queryable } from './database.ts';
import { journal } from './schema/journal.ts';

export type JournalRow = typeof journal.$inferSelect;

export async function findJournal(db: Queryable, personId: string): Promise<JournalRow | null> {
	const [row] = await db.select().from(journal).where(eq(journal.personId, personId)).limit(1);
	return row ?? null;
}

/**
 * Writes it whole, if it is still the version that the device has seen (0: none).
 * @returns the new version, or null if another device wrote since.
 */
export async function writeJournal(
	db: Queryable,
	personId: string,
	base: number,
	kept: { week: string; slots: Slot[]; sealed: Buffer },
): Promise<number | null> {
	const version = base + 1;
	const rows =
		base === 0
			? await db
					.insert(journal)
					.values({ personId, version, ...kept })
					.onConflictDoNothing()
					.returning({ version: journal.version })
			: await db
					.update(journal)
					.set({ version, ...kept })
					.where(and(eq(journal.personId, personId), eq(journal.version, base)))
					.returning({ version: journal.version });
	return rows[0]?.version ?? null;
}

export const deleteJournal = (db: Queryable, personId: string) =>
	db.delete(journal).where(eq(journal.personId, personId));
