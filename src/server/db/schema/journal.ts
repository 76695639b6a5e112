/** Journals that people asked to keep here: ciphertext under keys that never come here, in one of three sizes, dated by the week. */
import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { JOURNAL_BUCKETS } from '#contracts/journal-sizes.ts';
import type { Slot } from '#contracts/journal.ts';
import { bytea } from './bytea.ts';
import { person } from './organisation.ts';

/** One row a person, rewritten whole: neither how many notes there are nor when each came is to be seen. */
export const journal = pgTable(
	'journal',
	{
		personId: text('person_id')
			.primaryKey()
			.references(() => person.personId),
		/** Counts rewritings: a device that would overwrite what it has not seen is refused. */
		version: integer('version').notNull(),
		/** ISO week of the last rewriting, to tell journals that nobody opens any more; never a day. */
		week: text('week').notNull(),
		/** The data key, wrapped once for each way of opening it. */
		slots: jsonb('slots').$type<Slot[]>().notNull(),
		sealed: bytea('sealed').notNull(),
	},
	(t) => [
		check(
			'journal_size',
			sql`octet_length(${t.sealed}) in (${sql.raw(JOURNAL_BUCKETS.join(', '))})`,
		),
		check('journal_version', sql`${t.version} >= 1`),
		check('journal_week', sql`${t.week} ~ '^[0-9]{4}-W[0-9]{2}$'`),
	],
);
