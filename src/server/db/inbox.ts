/** Queries on ballots and the inbox of sealed voices: two tables that nothing joins. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { ballotIssue, inbox, round } from './schema/index.ts';
import { slices } from './slices.ts';
import type { RoundState } from './voices.ts';

export type InboxRow = typeof inbox.$inferSelect;

/**
 * Notes that a person's ballot was asked for with this request.
 * @returns whether it is the first request for this (round, person) or the same again.
 */
export async function noteBallot(
	tx: Queryable,
	row: { roundId: string; personId: string; requestHash: string },
): Promise<boolean> {
	const first = await tx.insert(ballotIssue).values(row).onConflictDoNothing().returning();
	if (first.length === 1) return true;
	const [kept] = await tx
		.select({ requestHash: ballotIssue.requestHash })
		.from(ballotIssue)
		.where(and(eq(ballotIssue.roundId, row.roundId), eq(ballotIssue.personId, row.personId)));
	return kept?.requestHash === row.requestHash;
}

/** Adds rows in the given order; a (round, serial, version) that is there already is left as it is. */
export async function insertInbox(tx: Queryable, rows: InboxRow[]): Promise<void> {
	for (const some of slices(rows)) await tx.insert(inbox).values(some).onConflictDoNothing();
}

/** Which of these are in the inbox already. */
export async function knownVoices(
	db: Queryable,
	roundId: string,
	voices: readonly { serial: string; version: number }[],
): Promise<{ serial: string; version: number }[]> {
	const serials = voices.map(({ serial }) => serial);
	return db
		.select({ serial: inbox.serial, version: inbox.version })
		.from(inbox)
		.where(and(eq(inbox.roundId, roundId), inArray(inbox.serial, serials)));
}

export function inboxOf(db: Queryable, roundId: string): Promise<InboxRow[]> {
	return db.select().from(inbox).where(eq(inbox.roundId, roundId));
}

export async function emptyInbox(tx: Queryable, roundId: string): Promise<void> {
	await tx.delete(inbox).where(eq(inbox.roundId, roundId));
}

/** Ballots that were signed with keys which are no more: everyone may ask anew. */
export async function forgetBallots(tx: Queryable, roundId: string): Promise<void> {
	await tx.delete(ballotIssue).where(eq(ballotIssue.roundId, roundId));
}

/** State of a round, which cannot change before this transaction ends. */
export async function holdRound(tx: Queryable, roundId: string): Promise<RoundState | null> {
	const [row] = await tx
		.select({ state: round.state })
		.from(round)
		.where(eq(round.roundId, roundId))
		.for('share');
	return row?.state ?? null;
}
