/** The append-only, hash-chained list of everything published; a trigger refuses update, delete and truncate. */
import { bigint, pgTable, text } from 'drizzle-orm/pg-core';

export const ledger = pgTable('ledger', {
	seq: bigint('seq', { mode: 'number' }).primaryKey(),
	kind: text('kind').notNull(),
	/** Canonical JSON. */
	payload: text('payload').notNull(),
	prevHash: text('prev_hash').notNull(),
	hash: text('hash').notNull(),
});
