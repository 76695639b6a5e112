/** What this device holds of its ballots, and the sealed voices it has yet to see safely counted. In IndexedDB; never a text, never an answer in clear. */
import { createStore, del, entries, get, set } from 'idb-keyval';
import type { Ballot } from '#contracts/protocol.ts';
import type { BallotRequest } from './ballots.ts';
import type { KeptVoice } from './kept-voice.ts';

/** A ballot of one person for one round on this device. */
export type WalletEntry = {
	/** Person id: a shared device holds several people's ballots, each sees their own. */
	owner: string;
	season: string;
	keyListHash: string;
	/** Restores that the ledger told of when this was last checked; none before there were any. */
	restores?: string[];
	purpose: 'pulse';
	round: string;
	pool: string;
	/** First day after the round, `YYYY-MM-DD`. */
	closes: string;
	request: BallotRequest;
	/** Null until the server has signed. */
	ballot: Ballot | null;
	/** Version of the last sealed voice; 0 before the first. */
	version: number;
	/** The last sealed voice, kept until its round is in the ledger. */
	outbox: Outbox | null;
	/** The same voice, to be sealed anew should the round get new keys. */
	voice?: KeptVoice | null;
};

export type Outbox = {
	/** The envelope as posted: to send again is to send the same bytes. */
	body: string;
	/** Milliseconds since 1970: not posted before. */
	notBefore: number;
	state: 'waiting' | 'arrived' | 'closed' | 'refused';
};

/** Where entries are kept; tests and the demonstration pass a map. */
export type WalletStore = {
	get(key: string): Promise<WalletEntry | undefined>;
	set(key: string, entry: WalletEntry): Promise<void>;
	delete(key: string): Promise<void>;
	all(): Promise<WalletEntry[]>;
};

export type Wallet = {
	find(owner: string, round: string): Promise<WalletEntry | null>;
	save(entry: WalletEntry): Promise<void>;
	ofOwner(owner: string): Promise<WalletEntry[]>;
	/** Forgets what is in the ledger: nothing can be sent again, and nothing should remain. */
	forget(rounds: Iterable<string>): Promise<void>;
};

export function createWallet(store: WalletStore = indexedStore()): Wallet {
	return {
		find: async (owner, round) => (await store.get(keyOf(owner, round))) ?? null,
		save: (entry) => store.set(keyOf(entry.owner, entry.round), entry),
		ofOwner: async (owner) => (await store.all()).filter((entry) => entry.owner === owner),
		async forget(rounds) {
			const released = new Set(rounds);
			for (const { owner, round } of await store.all())
				if (released.has(round)) await store.delete(keyOf(owner, round));
		},
	};
}

const keyOf = (owner: string, round: string): string => `${owner} ${round}`;

/** Private keys lie in it as CryptoKeys that cannot be exported. */
export function indexedStore(): WalletStore {
	const store = createStore('murmure', 'ballots');
	return {
		get: (key) => get<WalletEntry>(key, store),
		set: (key, entry) => set(key, entry, store),
		delete: (key) => del(key, store),
		all: async () => (await entries<string, WalletEntry>(store)).map(([, entry]) => entry),
	};
}

export function memoryStore(): WalletStore {
	const kept = new Map<string, WalletEntry>();
	return {
		get: async (key) => kept.get(key),
		set: async (key, entry) => void kept.set(key, { ...entry }),
		delete: async (key) => void kept.delete(key),
		all: async () => [...kept.values()],
	};
}
