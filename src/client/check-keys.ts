/** Makes sure that this device is shown the same keys as everybody: a key of one's own would single out the voice that is sealed to it. */
import { canonical } from '#contracts/canonical.ts';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { keyListSchema, type KeyList } from '#contracts/protocol.ts';

/** A key list as the anonymous endpoint gives it, with the hash that stands in the ledger. */
export type PublishedKeys = {
	keyList: KeyList;
	hash: string;
	/** Lists that it replaced after restores, oldest first, as the ledger announced, with the rounds that got new keys. */
	succeeded: { hash: string; rounds: string[] }[];
};

/** What the signed-in channel says of the same season. */
export type OwnKeys = { season: string; keyListHash: string };

/** What a device kept of a season. */
export type Remembered = { hash: string; restores: readonly string[] };

/**
 * @param published as fetched without a cookie, so that whoever answers does not know who asks.
 * @param own as told to the signed-in person.
 * @param remembered hashes of this season that the device kept from earlier visits, each with the restores it then knew.
 * @param restores that the ledger tells of: a list that nothing leads to from the one remembered is taken only with one that is new to this device.
 * @returns the list; UNAVAILABLE if the season is not in it (ask again later); KEYS_DIFFER if any two disagree or the list does not have its hash: nothing may be fetched or sealed then.
 */
export async function checkKeys(
	published: readonly PublishedKeys[],
	own: OwnKeys,
	remembered: Iterable<Remembered> = [],
	restores: readonly string[] = [],
): Promise<Result<KeyList>> {
	const found = published.find((one) => one.keyList.season === own.season);
	// Between two seasons the two channels may tell of different ones: nothing is sealed, and the page asks again.
	if (!found) return fail('UNAVAILABLE');
	if (found.hash !== own.keyListHash) return fail('KEYS_DIFFER');
	const parsed = keyListSchema.safeParse(found.keyList);
	if (!parsed.success) return fail('KEYS_DIFFER');
	if ((await hashOf(parsed.data)) !== own.keyListHash) return fail('KEYS_DIFFER');
	// Keys that were announced to everybody may change; an older list than the one that this device knows may not come back.
	const known = [own.keyListHash, ...found.succeeded.map(({ hash }) => hash)];
	for (const { hash, restores: seen } of remembered) {
		// A restore forgets what the ledger told since the backup, keys and seasons included: everybody is told of it.
		const restored = restores.some((restore) => !seen.includes(restore));
		if (!known.includes(hash) && !restored) return fail('KEYS_DIFFER');
		// An older ledger than the one that this device knows may not come back without one either.
		if (!restored && seen.some((restore) => !restores.includes(restore)))
			return fail('KEYS_DIFFER');
	}
	return ok(parsed.data);
}

async function hashOf(keyList: KeyList): Promise<string> {
	const bytes = new TextEncoder().encode(canonical(keyList));
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
