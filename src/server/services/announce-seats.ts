/** Every change of who may look or administer goes into the ledger as it happens: the function, its side and its scope, no name. */
import { seat } from '#release/entries.ts';
import {
	seatChanges,
	seatsTold,
	seatsUntold,
	type HeldSeat,
	type Seat,
	type SeatChange,
} from '#release/seats.ts';
import type { Queryable } from '../db/database.ts';
import { appendLedger, listEntries } from '../db/ledger.ts';
import { holdLock, LOCKS } from '../db/locks.ts';
import { listRoles } from '../db/people.ts';
import { dayOf, type ServiceContext } from './context.ts';

/** Does work that changes roles, in the caller's transaction, and writes into the ledger what changed. */
export async function announcingSeats<T>(
	tx: Queryable,
	now: Date,
	work: () => Promise<T>,
): Promise<T> {
	const before = await heldSeats(tx);
	const done = await work();
	await tell(tx, seatChanges(before, await heldSeats(tx), dayOf(now)));
	return done;
}

/** Seats that came about otherwise (a hand in the database, an older version) are told too, within a minute. @returns how many. */
export async function announceUntoldSeats({ db, now }: ServiceContext): Promise<number> {
	return db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.import);
		const untold = seatsUntold(await toldChanges(tx), await heldSeats(tx), dayOf(now()));
		// Before the set-up there is no ledger to write to, and nobody holds anything.
		await tell(tx, untold);
		return untold.length;
	});
}

export const toldChanges = async (db: Queryable): Promise<SeatChange[]> =>
	(await listEntries(db, 'seat')).map(({ payload }) => JSON.parse(payload) as SeatChange);

/** Whether the ledger says what the database has. */
export async function seatsAgree(db: Queryable): Promise<{ agree: boolean; seats: Seat[] }> {
	const changes = await toldChanges(db);
	const untold = seatsUntold(changes, await heldSeats(db), '');
	return { agree: untold.length === 0, seats: seatsTold(changes) };
}

async function heldSeats(db: Queryable): Promise<HeldSeat[]> {
	return (await listRoles(db)).flatMap(({ personId, role, side, unitId }) =>
		role === 'employee' ? [] : [{ personId, role, side, scope: unitId }],
	);
}

async function tell(tx: Queryable, changes: readonly SeatChange[]): Promise<void> {
	if (changes.length > 0) await appendLedger(tx, changes.map(seat));
}
