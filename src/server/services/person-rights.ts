/** Rights of access and erasure (GDPR articles 15 and 17): account data is all that exists about a person, and this is all of it. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import type { Queryable } from '../db/database.ts';
import { holdLock, LOCKS } from '../db/locks.ts';
import { listRoles } from '../db/people.ts';
import {
	erasedBefore,
	erasePersonRecord,
	findAnyPersonByMail,
	readPersonRecord,
	type PersonRecord,
} from '../db/person-record.ts';
import { unreleasedRounds } from '../db/voices.ts';
import { announcingSeats } from './announce-seats.ts';
import { dayOf, type ServiceContext } from './context.ts';

/** What does not exist, said in the export itself: an absence is an answer too. */
const NOT_HELD = [
	'texts, drafts, readings: they never leave the device, unless the person keeps a journal here; it is sealed under keys that only they have, so it cannot be given in clear (their own page exports it)',
	'answers (voices): anonymous, without a link to a person; nobody can tell which are whose, so they can be neither given nor erased for one person',
	'whether this person answered: known to nobody',
	'times of connection, network addresses, browsers: not recorded',
];

export type PersonExport = { format: 'murmure-person-1'; exportedOn: string } & PersonRecord & {
		notHeld: string[];
	};

/** @param mail the address, in any case. @returns NOT_FOUND. */
export async function exportPerson(
	ctx: ServiceContext,
	mail: string,
): Promise<Result<PersonExport>> {
	const found = await findAnyPersonByMail(ctx.db, mail);
	const record = found && (await readPersonRecord(ctx.db, found.personId));
	if (!record) return fail('NOT_FOUND');
	return ok({
		format: 'murmure-person-1',
		exportedOn: dayOf(ctx.now()),
		...record,
		notHeld: NOT_HELD,
	});
}

export type Erased = {
	/** True while the running season still holds a random id, without a name; a later erasure takes that too. */
	idKeptUntilSeasonEnds: boolean;
};

/** What the seasons that ran at earlier erasures kept. @returns how many ids were looked at again. */
export async function eraseAllLeftovers(ctx: ServiceContext): Promise<number> {
	return ctx.db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.import);
		const running = await runningSeasons(tx);
		return eraseLeftovers(tx, running);
	});
}

/** The one that runs, and one that is announced. */
const runningSeasons = async (tx: Queryable): Promise<string[]> => [
	...new Set((await unreleasedRounds(tx)).map(({ seasonId }) => seasonId)),
];

async function eraseLeftovers(tx: Queryable, seasons: readonly string[]): Promise<number> {
	const ids = await erasedBefore(tx);
	for (const personId of ids) await erasePersonRecord(tx, personId, seasons);
	return ids.length;
}

/**
 * People still in the employer's list come back with the next import: they are first taken off it.
 * @returns NOT_FOUND; ADMINISTRATOR_MISSING if nobody would be left to administer.
 */
export async function erasePerson(ctx: ServiceContext, mail: string): Promise<Result<Erased>> {
	return ctx.db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.import);
		const found = await findAnyPersonByMail(tx, mail);
		if (!found) return fail('NOT_FOUND');
		const { personId } = found;
		const administrators = (await listRoles(tx)).filter(({ role }) => role === 'administrator');
		if (administrators.length > 0 && administrators.every((one) => one.personId === personId))
			return fail('ADMINISTRATOR_MISSING');
		const running = await runningSeasons(tx);
		await announcingSeats(tx, ctx.now(), () => erasePersonRecord(tx, personId, running));
		await eraseLeftovers(tx, running);
		const left = await readPersonRecord(tx, personId);
		return ok({ idKeptUntilSeasonEnds: (left?.seasons.length ?? 0) > 0 });
	});
}
