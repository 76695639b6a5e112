/** The season as it was frozen: its groups and its rounds, for administrators. */
import {
	runningSeason,
	poolSizes,
	roundsOfSeason,
	seasonUnits,
	type RoundState,
} from '../db/voices.ts';
import type { ServiceContext } from './context.ts';

export type FrozenSeason = {
	seasonId: string;
	firstPeriod: string;
	lastPeriod: string;
	pools: { unitId: string; name: string; people: number }[];
	/** `opens`: first day; `closes`: first day after. */
	rounds: { roundId: string; period: string; opens: string; closes: string; state: RoundState }[];
};

/** The season that runs, or ran last; null before the first. Pools stand in the organisation's own order. */
export async function readSeasonFrozen({ db }: ServiceContext): Promise<FrozenSeason | null> {
	const season = await runningSeason(db);
	if (!season) return null;
	const { seasonId, firstPeriod, lastPeriod } = season;
	const [units, sizes, rounds] = await Promise.all([
		seasonUnits(db, seasonId),
		poolSizes(db, seasonId),
		roundsOfSeason(db, seasonId),
	]);
	return {
		seasonId,
		firstPeriod,
		lastPeriod,
		pools: units.flatMap(({ unitId, name }) => {
			const people = sizes.get(unitId);
			return people === undefined ? [] : [{ unitId, name, people }];
		}),
		rounds: rounds.map(({ roundId, period, opens, closes, state }) => ({
			roundId,
			period,
			opens,
			closes,
			state,
		})),
	};
}
