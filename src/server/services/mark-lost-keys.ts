/** Takes up rounds whose key files are gone while the database is not: they get successor keys, as after a restore. Asked for by a person, since a key folder that is merely not mounted looks the same. */
import type { Database } from '../db/database.ts';
import { markRestored, roundsInState } from '../db/voices.ts';
import { createKeyStore } from '../voices/key-store.ts';

/** @returns the rounds concerned; their sealed voices cannot be opened any more, and devices send them again. */
export async function markLostKeys(db: Database, keyDir: string): Promise<string[]> {
	const lost = await roundsWithoutKeys(db, keyDir);
	if (lost.length > 0) await markRestored(db, lost);
	return lost;
}

/** Rounds that are not published, whose keys should be there. */
export async function roundsWithoutKeys(db: Database, keyDir: string): Promise<string[]> {
	const keys = await createKeyStore(keyDir).list();
	const rounds = await roundsInState(db, 'planned', 'open', 'closing');
	return rounds.map(({ roundId }) => roundId).filter((roundId) => !keys.includes(roundId));
}
