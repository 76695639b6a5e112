/** The key list as everybody is shown it, without a session: the same bytes for all, so that nobody can be given a key of their own. */
import type { KeyList } from '#contracts/protocol.ts';
import type { Database } from '../db/database.ts';
import { lastSeasons, roundsInState } from '../db/voices.ts';

export type PublicKeys = {
	/** The running season; empty before the first. `hash`: SHA-256 of the list's canonical JSON, as in the ledger. */
	seasons: { keyList: KeyList; hash: string }[];
	/** Rounds whose results are in the ledger: devices forget what they kept for them. */
	released: string[];
};

export async function readPublicKeys(db: Database): Promise<PublicKeys> {
	const [seasons, released] = await Promise.all([
		lastSeasons(db, 1),
		roundsInState(db, 'released'),
	]);
	return {
		seasons: seasons.map(({ keyList, keyListHash }) => ({
			keyList: JSON.parse(keyList) as KeyList,
			hash: keyListHash,
		})),
		released: released.map(({ roundId }) => roundId),
	};
}
