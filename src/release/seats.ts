/** Seats in the ledger: which functions were granted and withdrawn, on which side and for what, never to whom. */
import type { Side } from '#contracts/ids.ts';

/** A function that lets look or administer. `scope`: the unit from which down a member may look; null for everything. */
export type Seat = {
	role: 'committee' | 'administrator';
	side: Side | null;
	scope: string | null;
};
export type SeatChange = Seat & {
	change: 'granted' | 'withdrawn';
	/** Day of the change, `YYYY-MM-DD`. */
	on: string;
};

/** A seat as its holder has it; what is compared, never what is written. */
export type HeldSeat = Seat & { personId: string };

/** Per person, so that a seat that passes from one to another is told twice: withdrawn, then granted. Withdrawals first, in a fixed order. */
export function seatChanges(
	before: readonly HeldSeat[],
	after: readonly HeldSeat[],
	on: string,
): SeatChange[] {
	const keyOf = (held: HeldSeat): string => `${held.personId}\n${nameOf(held)}`;
	const [was, is] = [before, after].map((some) => new Set(some.map(keyOf)));
	const tell = (some: readonly HeldSeat[], change: SeatChange['change']) =>
		sorted(some.map(({ role, side, scope }) => ({ role, side, scope, change, on })));
	return [
		...tell(
			before.filter((held) => !is!.has(keyOf(held))),
			'withdrawn',
		),
		...tell(
			after.filter((held) => !was!.has(keyOf(held))),
			'granted',
		),
	];
}

/** Seats that the ledger says are held, one entry a holder. A withdrawal of what was never granted is passed over. */
export function seatsTold(changes: readonly SeatChange[]): Seat[] {
	const held: Seat[] = [];
	for (const { change, role, side, scope } of changes) {
		const seat = { role, side, scope };
		if (change === 'granted') held.push(seat);
		else {
			const at = held.findIndex((one) => nameOf(one) === nameOf(seat));
			if (at >= 0) held.splice(at, 1);
		}
	}
	return held;
}

/** What must still be told for the ledger to say what is held. */
export function seatsUntold(
	changes: readonly SeatChange[],
	held: readonly Seat[],
	on: string,
): SeatChange[] {
	const named = (some: readonly Seat[]): HeldSeat[] => {
		// Two holders of one seat are two: the second bears another number.
		const seen = new Map<string, number>();
		return some.map((seat) => {
			const count = (seen.get(nameOf(seat)) ?? 0) + 1;
			seen.set(nameOf(seat), count);
			return { ...seat, personId: String(count) };
		});
	};
	return seatChanges(named(seatsTold(changes)), named(held), on);
}

const nameOf = ({ role, side, scope }: Seat): string => `${role}\n${side ?? ''}\n${scope ?? ''}`;
const sorted = (some: SeatChange[]): SeatChange[] =>
	some.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
