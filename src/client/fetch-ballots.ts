/** Fetches this person's ballots for every round that is open or coming at once, those of the next season too once it is announced: long before most are used, so that fetching says nothing about answering. */
import type { Result } from '#contracts/errors.ts';
import type { KeyList } from '#contracts/protocol.ts';
import { finishBallot, libraryBlinder, requestBallot, type Blinder } from './ballots.ts';
import type { Wallet, WalletEntry } from './wallet.ts';

/** What the signed-in person is told: their pool in a season, and its rounds. */
export type MyRounds = {
	season: string;
	keyListHash: string;
	pool: string;
	rounds: { round: string; period: string; opens: string; closes: string; state: string }[];
};
/** The signed-in channel; `src/client/trpc.ts` gives the real one. */
export type AskForBallots = (
	asked: { round: string; blinded: string }[],
) => Promise<(Result<{ round: string; pool: string; signature: string }> & { round: string })[]>;

export type FetchedBallots = {
	/** Rounds for which this device now holds a ballot. */
	held: string[];
	/** Rounds whose ballot went to another device: there is no voice from here until the next rounds. */
	elsewhere: string[];
	/** Rounds to ask for again later. */
	missing: string[];
};

/** The running season and the next, each with its key list as checked by `checkKeys`; and the restores that the ledger tells of. */
export type Announced = {
	seasons: readonly { mine: MyRounds; keyList: KeyList }[];
	restores: readonly string[];
};

/**
 * One request for all seasons. The same request is kept and asked again until it is answered: a second, different one would be refused for ever.
 */
export async function fetchBallots(
	wallet: Wallet,
	owner: string,
	{ seasons, restores }: Announced,
	ask: AskForBallots,
	blinder: Blinder = libraryBlinder,
): Promise<FetchedBallots> {
	const entries: { entry: WalletEntry; poolKey: string }[] = [];
	for (const { mine, keyList } of seasons)
		for (const { round, state } of mine.rounds) {
			if (state !== 'planned' && state !== 'open') continue;
			const entry = await prepare(wallet, owner, { mine, keyList, restores }, round, blinder);
			if (entry) entries.push({ entry, poolKey: poolKeyOf(keyList, round, entry.pool)! });
		}
	const asking = entries.flatMap(({ entry }) => (entry.ballot === null ? [entry] : []));
	const answers =
		asking.length === 0
			? []
			: await ask(asking.map(({ round, request }) => ({ round, blinded: request.blinded })));
	const fetched: FetchedBallots = { held: [], elsewhere: [], missing: [] };
	for (const { entry, poolKey } of entries) {
		const answer = answers.find((one) => one.round === entry.round);
		if (entry.ballot === null && answer?.ok) {
			entry.ballot = await finishBallot(entry.request, poolKey, answer.value.signature, blinder);
			if (entry.ballot) await wallet.save(entry);
		}
		const refused = answer && !answer.ok && answer.code === 'BALLOT_ALREADY_ISSUED';
		fetched[entry.ballot ? 'held' : refused ? 'elsewhere' : 'missing'].push(entry.round);
	}
	return fetched;
}

/** The round's entry, with its request made and kept before it is sent. */
async function prepare(
	wallet: Wallet,
	owner: string,
	{ mine, keyList, restores }: { mine: MyRounds; keyList: KeyList; restores: readonly string[] },
	round: string,
	blinder: Blinder,
): Promise<WalletEntry | null> {
	const kept = await wallet.find(owner, round);
	if (kept) return kept;
	const keys = keyList.rounds.find((one) => one.round === round);
	const { season, keyListHash, pool } = mine;
	const poolKey = keys?.pools[pool];
	if (!keys || !poolKey) return null;
	const entry: WalletEntry = {
		owner,
		season,
		keyListHash,
		restores: [...restores],
		purpose: keys.purpose,
		round,
		pool,
		closes: keys.closes,
		request: await requestBallot(poolKey, blinder),
		ballot: null,
		version: 0,
		outbox: null,
	};
	await wallet.save(entry);
	return entry;
}

const poolKeyOf = (keyList: KeyList, round: string, pool: string): string | undefined =>
	keyList.rounds.find((one) => one.round === round)?.pools[pool];
