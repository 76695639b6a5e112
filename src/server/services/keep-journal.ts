/** Keeps a person's journal for them: bytes that nobody here can open, given back to nobody else. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import type { JournalWrite, KeptJournal } from '#contracts/journal.ts';
import { periodAt } from '#contracts/periods.ts';
import { deleteJournal, findJournal, writeJournal } from '../db/journal.ts';
import { dayOf, type ServiceContext } from './context.ts';

/** Null where none is kept. */
export async function readKeptJournal(
	{ db }: ServiceContext,
	personId: string,
): Promise<KeptJournal | null> {
	const row = await findJournal(db, personId);
	if (!row) return null;
	const { version, slots, sealed } = row;
	return { version, slots, sealed: sealed.toString('base64url') };
}

/** @returns the new version; JOURNAL_STALE if it is no longer the one that this write replaces. */
export async function keepJournal(
	{ db, now }: ServiceContext,
	personId: string,
	{ base, slots, sealed }: JournalWrite,
): Promise<Result<{ version: number }>> {
	const week = periodAt('week', dayOf(now()));
	const bytes = Buffer.from(sealed, 'base64url');
	const version = await writeJournal(db, personId, base, { week, slots, sealed: bytes });
	return version === null ? fail('JOURNAL_STALE') : ok({ version });
}

export async function eraseKeptJournal({ db }: ServiceContext, personId: string): Promise<void> {
	await deleteJournal(db, personId);
}
