/** One's own history on this device: written only when asked, encrypted under a key that cannot be exported, apart from ballots and drafts. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { ENTRY_BUCKETS, MAX_KEPT_TEXT } from '#contracts/journal-sizes.ts';
import { journalEntrySchema, type Journal, type JournalEntry } from '#contracts/journal.ts';
import { toBase64url } from '#contracts/wire.ts';
import { oneTab } from '../one-tab.ts';
import { indexedJournal, type JournalStore } from './journal-store.ts';
import { newDeviceKey, openJson, sealJson } from './seal-json.ts';

/** Whose a journal is where nobody is signed in. */
export const NOBODY = 'device';

export type DeviceJournal = {
	/** Latest day first; what no longer opens is left out. */
	list(): Promise<JournalEntry[]>;
	/** Adds an entry, or replaces the one with its id. A text that is too long is cut. @returns JOURNAL_STORE where the browser refuses to store. */
	put(entry: JournalEntry): Promise<Result<JournalEntry>>;
	remove(id: string): Promise<void>;
	/** All of it, as it is sealed for the server. */
	whole(): Promise<Journal>;
	/** Takes in what another device wrote: entries that are not here, and deletions. @returns whether anything changed. */
	merge(other: Journal): Promise<boolean>;
	/** Entries, deletions and key of this owner. */
	erase(): Promise<void>;
};

export const newEntryId = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(16)));

/** The day here, `YYYY-MM-DD`: a diary goes by the writer's own clock. */
export function today(now = new Date()): string {
	const two = (n: number): string => String(n).padStart(2, '0');
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param owner person id, or NOBODY: a shared device keeps several people's journals apart. */
export function openDeviceJournal(
	owner: string,
	store: JournalStore = indexedJournal(),
): DeviceJournal {
	const keyName = `key ${owner}`;
	const goneName = `gone ${owner}`;
	const prefix = `entry ${owner} `;
	const nameOf = (id: string): string => prefix + id;

	const key = (): Promise<CryptoKey> =>
		oneTab(`murmure journal key`, async () => {
			const kept = await store.get<CryptoKey>(keyName);
			if (kept) return kept;
			const made = await newDeviceKey();
			await store.set(keyName, made);
			return made;
		});
	const gone = async (): Promise<string[]> => (await store.get<string[]>(goneName)) ?? [];
	const read = async (name: string): Promise<JournalEntry | null> => {
		const kept = await store.get<CryptoKey>(keyName);
		const bytes = await store.get<Uint8Array<ArrayBuffer>>(name);
		if (!kept || !bytes) return null;
		const parsed = journalEntrySchema.safeParse(await openJson(kept, bytes, name));
		return parsed.success ? parsed.data : null;
	};
	const names = async (): Promise<string[]> =>
		(await store.names()).filter((name) => name.startsWith(prefix));
	const list = async (): Promise<JournalEntry[]> => {
		const entries = await Promise.all((await names()).map(read));
		return entries.filter((one) => one !== null).sort(latestFirst);
	};
	const put = async (entry: JournalEntry): Promise<Result<JournalEntry>> => {
		const kept = { ...entry, text: entry.text && entry.text.slice(0, MAX_KEPT_TEXT) };
		try {
			const name = nameOf(kept.id);
			const sealed = await sealJson(await key(), kept, ENTRY_BUCKETS, name);
			if (!sealed) return fail('BODY_TOO_LARGE');
			await store.set(name, sealed);
			return ok(kept);
		} catch {
			// Private windows and full disks: said, and nothing else is lost.
			return fail('JOURNAL_STORE');
		}
	};
	const remove = async (id: string): Promise<void> => {
		await store.delete(nameOf(id));
		await store.set(goneName, [...new Set([...(await gone()), id])]);
	};

	return {
		list,
		put,
		remove,
		whole: async () => ({
			format: 'murmure-journal-1',
			entries: await list(),
			gone: await gone(),
		}),
		async merge(other) {
			const before = await names();
			const deleted = new Set(await gone());
			let changed = false;
			for (const entry of other.entries) {
				if (deleted.has(entry.id) || before.includes(nameOf(entry.id))) continue;
				changed = (await put(entry)).ok || changed;
			}
			for (const id of other.gone) {
				if (deleted.has(id)) continue;
				await remove(id);
				changed = true;
			}
			return changed;
		},
		async erase() {
			for (const name of [...(await names()), goneName, keyName]) await store.delete(name);
		},
	};
}

const latestFirst = (a: JournalEntry, b: JournalEntry): number =>
	a.day < b.day ? 1 : a.day > b.day ? -1 : a.id < b.id ? 1 : -1;
