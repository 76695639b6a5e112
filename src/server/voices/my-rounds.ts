/** What a signed-in person may know of their own place: their pool, who is in it, and the rounds of the season. Never whether anyone answered. */
import type { Database } from '../db/database.ts';
import {
	lastSeason,
	peopleOfPool,
	poolOfPerson,
	roundsOfSeason,
	seasonUnits,
	type RoundState,
} from '../db/voices.ts';

export type MyRounds = {
	season: string;
	/** As it stands in the ledger; the device compares it with the list it is shown. */
	keyListHash: string;
	/** Id of the pool. */
	pool: string;
	poolName: string;
	/** Everyone whose voices are mixed with this person's, by name. */
	people: string[];
	/** `opens`: first day; `closes`: first day after, when the round is released. */
	rounds: { round: string; period: string; opens: string; closes: string; state: RoundState }[];
};

/** Null before the first season, for someone who joined since it opened, and where too few people could hide each other. */
export async function readMyRounds(db: Database, personId: string): Promise<MyRounds | null> {
	const season = await lastSeason(db);
	const pool = season && (await poolOfPerson(db, season.seasonId, personId));
	if (!pool) return null;
	const { seasonId, keyListHash } = season;
	const [units, people, rounds] = await Promise.all([
		seasonUnits(db, seasonId),
		peopleOfPool(db, seasonId, pool),
		roundsOfSeason(db, seasonId),
	]);
	return {
		season: seasonId,
		keyListHash,
		pool,
		poolName: units.find((unit) => unit.unitId === pool)?.name ?? pool,
		people,
		rounds: rounds.map(({ roundId, period, opens, closes, state }) => ({
			round: roundId,
			period,
			opens,
			closes,
			state,
		})),
	};
}
