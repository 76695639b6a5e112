/** What a signed-in person may know of their own place: their pool, who is in it, and the rounds of the season. Never whether anyone answered. */
import type { Database } from '../db/database.ts';
import {
	liveSeasons,
	peopleOfPool,
	poolOfPerson,
	roundsOfSeason,
	seasonUnits,
	type RoundState,
	type SeasonRow,
} from '../db/voices.ts';

export type MyRounds = SeasonRounds & {
	/** The season after it, once it is announced: ballots are fetched for both at once. */
	next: SeasonRounds | null;
};

export type SeasonRounds = {
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

/**
 * Of the running season; of the next one for someone who joined since, once it is announced.
 * Null before the first season, and where too few people could hide each other.
 */
export async function readMyRounds(db: Database, personId: string): Promise<MyRounds | null> {
	const seasons = [];
	for (const season of await liveSeasons(db)) {
		const rounds = await roundsIn(db, season, personId);
		if (rounds) seasons.push(rounds);
	}
	const [first, next = null] = seasons;
	return first ? { ...first, next } : null;
}

async function roundsIn(
	db: Database,
	season: SeasonRow,
	personId: string,
): Promise<SeasonRounds | null> {
	const pool = await poolOfPerson(db, season.seasonId, personId);
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
