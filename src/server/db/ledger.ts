/** Reads and writes the ledger's table; what its entries mean and how they are hashed is src/release's. */
import { createHash } from 'node:crypto';
import { asc, desc, eq, gte } from 'drizzle-orm';
import { chain, type LedgerEntry, type Sha256Hex } from '#release/ledger.ts';
import type { Queryable } from './database.ts';
import { holdLock, LOCKS } from './locks.ts';
import { ledger } from './schema/ledger.ts';

export const sha256hex: Sha256Hex = (text) =>
	createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Appends entries, in the caller's transaction if `db` is one (a lock held until it ends lets one writer at a time
 * see the head). @returns the entries as written.
 */
export async function appendLedger(
	db: Queryable,
	drafts: readonly { kind: string; payload: unknown }[],
): Promise<LedgerEntry[]> {
	return db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.ledger);
		const entries = chain(await readHead(tx), drafts, sha256hex);
		// Few at a time: a statement takes at most 65,535 parameters.
		for (let at = 0; at < entries.length; at += 1000)
			await tx.insert(ledger).values(entries.slice(at, at + 1000));
		return entries;
	});
}

/** The last entry; null for an empty ledger. */
export async function readHead(db: Queryable): Promise<LedgerEntry | null> {
	const [head] = await db.select().from(ledger).orderBy(desc(ledger.seq)).limit(1);
	return head ?? null;
}

/** At most `count` rows from `seq` on, in order. */
export const readLedgerFrom = (db: Queryable, seq: number, count: number): Promise<LedgerEntry[]> =>
	db.select().from(ledger).where(gte(ledger.seq, seq)).orderBy(asc(ledger.seq)).limit(count);

/** Entries of one kind, in order. */
export const listEntries = (db: Queryable, kind: string): Promise<LedgerEntry[]> =>
	db.select().from(ledger).where(eq(ledger.kind, kind)).orderBy(asc(ledger.seq));

/** The whole ledger, in order. */
export const readLedger = (db: Queryable): Promise<LedgerEntry[]> =>
	db.select().from(ledger).orderBy(asc(ledger.seq));
