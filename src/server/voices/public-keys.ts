/** The key list as everybody is shown it, without a session: the same bytes for all, so that nobody can be given a key of their own. */
import type { KeyList } from '#contracts/protocol.ts';
import type { Database } from '../db/database.ts';
import type { Successor } from '#release/entries.ts';
import { listEntries } from '../db/ledger.ts';
import { liveSeasons, roundsInState, successorEntries } from '../db/voices.ts';

export type PublicKeys = {
	/** The running season, and the next once it is announced; empty before the first. `hash`: SHA-256 of the list's canonical JSON, as in the ledger. */
	seasons: {
		keyList: KeyList;
		hash: string;
		/** Lists that this one replaced after restores, oldest first, with the rounds that then got new keys; as in the ledger. */
		succeeded: { hash: string; rounds: string[] }[];
	}[];
	/** Restores that the ledger tells of, by the hash of its entry, oldest first. */
	restores: string[];
	/** Rounds whose results are in the ledger: devices forget what they kept for them. */
	released: string[];
};

export async function readPublicKeys(db: Database): Promise<PublicKeys> {
	const [seasons, released, successors, restores] = await Promise.all([
		liveSeasons(db),
		roundsInState(db, 'released'),
		successorEntries(db),
		listEntries(db, 'restored'),
	]);
	return {
		seasons: seasons.map(({ seasonId, keyList, keyListHash }) => ({
			keyList: JSON.parse(keyList) as KeyList,
			hash: keyListHash,
			succeeded: formerLists(successors.filter(({ season }) => season === seasonId)),
		})),
		restores: restores.map(({ hash }) => hash),
		released: released.map(({ roundId }) => roundId),
	};
}

function formerLists(successors: readonly Successor[]): { hash: string; rounds: string[] }[] {
	const lists = new Map<string, string[]>();
	for (const { replaces, round } of successors)
		lists.set(replaces, [...(lists.get(replaces) ?? []), round]);
	return [...lists].map(([hash, rounds]) => ({ hash, rounds }));
}
