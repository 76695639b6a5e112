/** The advisory locks between processes on one database: a closed list of numbers, so that none is used twice. */
import { sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';

export const LOCKS = {
	migration: 7_205_001,
	ledger: 7_205_002,
	schedule: 7_205_003,
	setUp: 7_205_004,
	import: 7_205_005,
	decision: 7_205_006,
	close: 7_205_007,
	season: 7_205_008,
	demo: 7_205_020,
} as const;

/** Waits until no other transaction holds this lock, and holds it until the end of this one. */
export async function holdLock(
	tx: Queryable,
	lock: (typeof LOCKS)[keyof typeof LOCKS],
): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${lock})`);
}
