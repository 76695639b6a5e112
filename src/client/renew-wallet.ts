/** Follows successor keys that the ledger announced after a restore: ballots of the rounds concerned are asked for anew. */
import type { KeyList } from '#contracts/protocol.ts';
import { libraryBlinder, requestBallot, type Blinder } from './ballots.ts';
import type { PublishedKeys } from './check-keys.ts';
import { oneTab } from './one-tab.ts';
import type { Wallet, WalletEntry } from './wallet.ts';

/**
 * Brings this person's entries of the season up to the checked list. A round that kept its keys keeps its ballot; one that got
 * new ones gets a new request, kept before it is sent, and what was sent for it is to be sealed anew (`Sender.reseal`).
 * @param published as `checkKeys` accepted it.
 */
export async function renewWallet(
	wallet: Wallet,
	owner: string,
	published: PublishedKeys,
	blinder: Blinder = libraryBlinder,
): Promise<void> {
	const { keyList, hash } = published;
	for (const { season, round, keyListHash } of await wallet.ofOwner(owner)) {
		if (season !== keyList.season || keyListHash === hash) continue;
		await oneTab(`murmure ${round}`, async () => {
			const entry = await wallet.find(owner, round);
			// Another tab may have done so meanwhile: a second request would be refused for ever.
			if (!entry || entry.keyListHash === hash) return;
			const renewed = renewedSince(published, entry.keyListHash).has(round);
			await wallet.save({
				...entry,
				keyListHash: hash,
				...(renewed && (await startAnew(entry, keyList, blinder))),
			});
		});
	}
}

/** Rounds that got new keys since the list with this hash. */
function renewedSince({ succeeded }: PublishedKeys, hash: string): Set<string> {
	const from = succeeded.findIndex((former) => former.hash === hash);
	return new Set(from < 0 ? [] : succeeded.slice(from).flatMap(({ rounds }) => rounds));
}

async function startAnew(
	{ round, pool }: WalletEntry,
	keyList: KeyList,
	blinder: Blinder,
): Promise<Partial<WalletEntry>> {
	const keys = keyList.rounds.find((one) => one.round === round);
	const poolKey = keys?.pools[pool];
	if (!keys || !poolKey) return {};
	const request = await requestBallot(poolKey, blinder);
	return { closes: keys.closes, request, ballot: null, version: 0, outbox: null };
}
