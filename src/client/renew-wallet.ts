/** Follows successor keys that the ledger announced after a restore: ballots of the rounds concerned are asked for anew. */
import type { KeyList } from '#contracts/protocol.ts';
import { libraryBlinder, requestBallot, type Blinder } from './ballots.ts';
import type { PublishedKeys } from './check-keys.ts';
import { oneTab } from './one-tab.ts';
import type { Wallet, WalletEntry } from './wallet.ts';

/**
 * Brings this person's entries of the season up to the checked list. A round that kept its keys keeps its ballot; one that got
 * new ones gets a new request, kept before it is sent, and what was sent for it is to be sealed anew (`Sender.reseal`).
 * Where nothing leads from the list remembered to this one, a restore lies between, and every round got new keys.
 * @param list as `checkKeys` accepted it. @param pool of this person in its season: a season that was lost may be frozen otherwise.
 */
export async function renewWallet(
	wallet: Wallet,
	owner: string,
	{ list, pool, restores }: { list: PublishedKeys; pool: string; restores: readonly string[] },
	blinder: Blinder = libraryBlinder,
): Promise<void> {
	const { keyList, hash } = list;
	for (const { season, round, keyListHash } of await wallet.ofOwner(owner)) {
		if (season !== keyList.season) continue;
		if (keyListHash === hash) {
			await note(wallet, owner, round, restores);
			continue;
		}
		await oneTab(`murmure ${round}`, async () => {
			const entry = await wallet.find(owner, round);
			// Another tab may have done so meanwhile: a second request would be refused for ever.
			if (!entry || entry.keyListHash === hash) return;
			const renewed = isRenewed(list, entry.keyListHash, round);
			await wallet.save({
				...entry,
				keyListHash: hash,
				restores: [...restores],
				...(renewed && (await startAnew({ ...entry, pool }, keyList, blinder))),
			});
		});
	}
}

/** The restores that were looked at with the list in force. */
async function note(
	wallet: Wallet,
	owner: string,
	round: string,
	restores: readonly string[],
): Promise<void> {
	await oneTab(`murmure ${round}`, async () => {
		const entry = await wallet.find(owner, round);
		if (entry && entry.restores?.join() !== restores.join())
			await wallet.save({ ...entry, restores: [...restores] });
	});
}

/** Whether a round got new keys since the list with this hash. */
function isRenewed({ succeeded }: PublishedKeys, hash: string, round: string): boolean {
	const from = succeeded.findIndex((former) => former.hash === hash);
	return from < 0 || succeeded.slice(from).some(({ rounds }) => rounds.includes(round));
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
	return { pool, closes: keys.closes, request, ballot: null, version: 0, outbox: null };
}
