/** What a page asks of this device about contributing: may it, into which group, and the sending itself. */
import type { Result } from '#contracts/errors.ts';
import type { KeyList } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import type { Blinder } from './ballots.ts';
import { checkKeys, type PublishedKeys } from './check-keys.ts';
import { fetchBallots, type AskForBallots, type MyRounds } from './fetch-ballots.ts';
import { renewWallet } from './renew-wallet.ts';
import { createSender, type SenderParts } from './send.ts';
import { createWallet, type Outbox, type Wallet } from './wallet.ts';

type AllKeys = { seasons: PublishedKeys[]; restores: string[]; released: string[] };
type SeasonAsTold = MyRounds & { poolName: string; people: string[] };
type MineAsTold = SeasonAsTold & {
	/** The season after it, once it is announced. */
	next: SeasonAsTold | null;
};

/** The signed-in channel, as `src/client/trpc.ts` gives it. */
export type SignedInChannel = {
	mine(): Promise<MineAsTold | null>;
	issue: AskForBallots;
};

export type Ready = {
	status: 'ready';
	pool: string;
	people: number;
	publishedOn: string;
	replaces: boolean;
	contribute(voice: Voice): Promise<Result<{ sent: Promise<Outbox['state']> }>>;
};
export type Contributor =
	Ready | { status: 'no-ballot' | 'elsewhere' | 'not-eligible' | 'no-round' | 'keys-wrong' };

/** What a browser has; tests pass their own. */
export type DeviceParts = {
	wallet?: Wallet;
	sending?: Omit<SenderParts, 'wallet'>;
	fetchKeys?: () => Promise<AllKeys>;
	blinder?: Blinder;
};

/**
 * Fetches ballots ahead for all rounds of the season, and of the next one once it is announced; takes up what was left waiting, and says what is possible now.
 * @param owner person id: a shared device keeps several people's ballots apart
 * @throws where the network fails: ask again later, nothing is lost
 */
export async function prepareContributor(
	owner: string,
	channel: SignedInChannel,
	parts: DeviceParts = {},
): Promise<Contributor> {
	const { wallet = createWallet(), fetchKeys = fetchPublishedKeys, blinder } = parts;
	const sender = createSender({ ...parts.sending, wallet });
	const [mine, published] = await Promise.all([channel.mine(), fetchKeys()]);
	await wallet.forget(published.released);
	if (!mine) return { status: 'not-eligible' };
	const seasons = await checkSeasons(wallet, owner, [mine, mine.next], published);
	if (!seasons) return { status: 'keys-wrong' };
	const { restores } = published;
	for (const { list, mine: at } of seasons)
		await renewWallet(wallet, owner, { list, pool: at.pool, restores }, blinder);
	const fetched = await fetchBallots(wallet, owner, { seasons, restores }, channel.issue, blinder);
	const sealKeyOf = (round: string) =>
		seasons.flatMap(({ keyList }) => keyList.rounds).find((one) => one.round === round)?.sealKey;
	await sender.reseal(owner, sealKeyOf);
	void sender.resume(owner);
	// After a restore an earlier round, of the season before even, may stay open for a while, for what is sent again: one answers in the latest.
	const now = mine.next?.rounds.some(isOpen) ? mine.next : mine;
	const open = now.rounds.findLast(isOpen);
	if (!open) return { status: 'no-round' };
	if (fetched.elsewhere.includes(open.round)) return { status: 'elsewhere' };
	const entry = await wallet.find(owner, open.round);
	const sealKey = sealKeyOf(open.round);
	if (!entry?.ballot || !sealKey) return { status: 'no-ballot' };
	return {
		status: 'ready',
		pool: now.poolName,
		people: now.people.length,
		publishedOn: open.closes,
		replaces: entry.version > 0,
		contribute: (voice) => sender.contribute(owner, open.round, voice, sealKey),
	};
}

const isOpen = ({ state }: MyRounds['rounds'][number]): boolean => state === 'open';

type CheckedSeason = { mine: MyRounds; keyList: KeyList; list: PublishedKeys };

/** Null where one list is not what everybody has: then nothing is fetched, for no season. @throws while a list is being renewed. */
async function checkSeasons(
	wallet: Wallet,
	owner: string,
	told: readonly (MyRounds | null)[],
	{ seasons: published, restores }: AllKeys,
): Promise<CheckedSeason[] | null> {
	const kept = await wallet.ofOwner(owner);
	const checkedSeasons: CheckedSeason[] = [];
	for (const mine of told) {
		if (!mine) continue;
		const remembered = kept
			.filter((entry) => entry.season === mine.season)
			.map((entry) => ({ hash: entry.keyListHash, restores: entry.restores ?? [] }));
		const checked = await checkKeys(published, mine, remembered, restores);
		if (!checked.ok && checked.code !== 'KEYS_DIFFER')
			throw new Error('the key list is being renewed');
		if (!checked.ok) return null;
		const list = published.find(({ hash }) => hash === mine.keyListHash)!;
		checkedSeasons.push({ mine, keyList: checked.value, list });
	}
	return checkedSeasons;
}

/** Asked without a cookie, so that whoever answers does not know who asks. */
async function fetchPublishedKeys(): Promise<AllKeys> {
	const response = await fetch('/api/keys', { credentials: 'omit', referrerPolicy: 'no-referrer' });
	if (!response.ok) throw new Error('the key list could not be fetched');
	return (await response.json()) as AllKeys;
}
