/** The journal's copy on the server: sealed here, written late, joined with what other devices wrote. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { JOURNAL_BUCKETS } from '#contracts/journal-sizes.ts';
import {
	journalSchema,
	type Journal,
	type JournalWrite,
	type KeptJournal,
	type Slot,
} from '#contracts/journal.ts';
import { fromBase64url, toBase64url } from '#contracts/wire.ts';
import type { DeviceJournal } from './device-journal.ts';
import { asDeviceKey, newDataKey, replaceSlot, unwrapKey, type Opener } from './envelope.ts';
import { dueAt, wait, type Waiting } from './hold.ts';
import type { JournalStore } from './journal-store.ts';
import { openJson, sealJson } from './seal-json.ts';

/** The signed-in way to the server, as `src/client/trpc.ts` gives it. */
export type JournalChannel = {
	read(): Promise<KeptJournal | null>;
	write(write: JournalWrite): Promise<Result<{ version: number }>>;
	erase(): Promise<unknown>;
};

/** What this device knows of the copy; the key in it cannot be exported. */
type Known = { key: CryptoKey; slots: Slot[]; version: number; waiting: Waiting | null };

export type ServerCopyParts = {
	owner: string;
	store: JournalStore;
	journal: DeviceJournal;
	channel: JournalChannel;
	/** When this device last posted a voice, milliseconds since 1970; 0 for never. */
	lastVoiceAt: () => Promise<number>;
	now: () => number;
	/** The day here. */
	today: () => string;
	random: () => number;
};
export type ServerCopy = ReturnType<typeof openServerCopy>;

const CONTEXT = 'murmure-journal-1 copy';
const nameOf = (owner: string): string => `server ${owner}`;

/** A change that a check-in made waits with the rest; nothing happens where no copy is kept. */
export async function noteChange(
	owner: string,
	store: JournalStore,
	since: number,
	random: () => number,
): Promise<void> {
	const known = await store.get<Known>(nameOf(owner));
	if (known)
		await store.set(nameOf(owner), { ...known, waiting: wait(known.waiting, since, random) });
}

/** Forgets the copy on this device: what the server keeps stays. */
export const forgetCopy = (owner: string, store: JournalStore): Promise<void> =>
	store.delete(nameOf(owner));

export function openServerCopy(parts: ServerCopyParts) {
	const { owner, store, journal, channel, lastVoiceAt, now, today, random } = parts;
	const load = async (): Promise<Known | null> => (await store.get<Known>(nameOf(owner))) ?? null;
	const save = (known: Known): Promise<void> => store.set(nameOf(owner), known);

	/** Joins what the server has; JOURNAL_DAMAGED where it does not open under this device's key. */
	const take = async (known: Known, kept: KeptJournal): Promise<Result<Known>> => {
		const opened = await openCopy(known.key, kept.sealed);
		if (!opened) return fail('JOURNAL_DAMAGED');
		await journal.merge(opened);
		const next = { ...known, version: kept.version, slots: kept.slots };
		await save(next);
		return ok(next);
	};

	/** Taken off the server from another device: that holds, so this one does not put it back. */
	const gone = async (): Promise<Result<'nothing'>> => {
		await forgetCopy(owner, store);
		return ok('nothing');
	};

	/** Writes what waits, if it is time, joining first what another device wrote. */
	const push = async (): Promise<Result<'written' | 'nothing' | 'waits'>> => {
		for (let attempt = 0; ; attempt++) {
			const known = await load();
			if (!known?.waiting) return ok('nothing');
			if (dueAt(known.waiting, await lastVoiceAt()) > now()) return ok('waits');
			const { key, slots, version } = known;
			const bytes = await sealJson(key, await journal.whole(), JOURNAL_BUCKETS, CONTEXT);
			if (!bytes) return fail('JOURNAL_FULL');
			const sealed = toBase64url(bytes);
			const written = await channel.write({ base: version, slots, sealed });
			if (written.ok) {
				const after = (await load()) ?? known;
				const more = after.waiting && after.waiting.changes !== known.waiting.changes;
				await save({
					...after,
					version: written.value.version,
					waiting: more ? after.waiting : null,
				});
				return ok('written');
			}
			if (written.code !== 'JOURNAL_STALE' || attempt > 2) return written;
			const kept = await channel.read();
			if (!kept) return gone();
			const taken = await take(known, kept);
			if (!taken.ok) return taken;
		}
	};

	/** Keeps new slots and writes them: at once, unless something was written here today. */
	const rewrite = async (known: Known): Promise<Result<'written' | 'nothing' | 'waits'>> => {
		const day = today();
		const fresh = (await journal.list()).some((entry) => entry.day === day);
		await save({ ...known, waiting: wait(known.waiting, fresh ? now() : 0, random) });
		return push();
	};

	return {
		push,
		/** `none`: no copy anywhere; `prepared`: it waits here to be written for the first time; `open`: this device can open it; `elsewhere`: it was made on another one. */
		async state(): Promise<'none' | 'prepared' | 'open' | 'elsewhere'> {
			const known = await load();
			if (known) return known.version > 0 ? 'open' : 'prepared';
			return (await channel.read()) ? 'elsewhere' : 'none';
		},
		/** When what waits may be written, milliseconds since 1970; null where nothing waits. */
		async dueAt(): Promise<number | null> {
			const waiting = (await load())?.waiting;
			return waiting ? dueAt(waiting, await lastVoiceAt()) : null;
		},
		/** The ways of opening a copy that was made on another device. */
		waysElsewhere: async (): Promise<Slot[]> => (await channel.read())?.slots ?? [],
		methods: async (): Promise<Slot[]> => (await load())?.slots ?? [],
		/** Joins what another device wrote since. @returns whether it was another version. */
		async pull(): Promise<Result<boolean>> {
			const known = await load();
			const kept = known && (await channel.read());
			if (known && known.version > 0 && !kept) await gone();
			if (!known || !kept || kept.version === known.version) return ok(false);
			const taken = await take(known, kept);
			return taken.ok ? ok(true) : taken;
		},
		/** Begins a copy. @param wraps makes the slots for the new data key. */
		async setUp(wraps: (raw: Uint8Array<ArrayBuffer>) => Promise<Slot[]>) {
			const raw = newDataKey();
			const slots = await wraps(raw);
			const key = await asDeviceKey(raw);
			raw.fill(0);
			return rewrite({ key, slots, version: 0, waiting: null });
		},
		/** Opens here a copy that was made elsewhere. @returns JOURNAL_LOCKED, JOURNAL_DAMAGED, NOT_FOUND. */
		async unlock(opener: (slots: Slot[]) => Promise<Opener | null>): Promise<Result<null>> {
			const kept = await channel.read();
			if (!kept) return fail('NOT_FOUND');
			const given = await opener(kept.slots);
			if (!given) return fail('PASSKEY_UNFIT');
			const raw = await unwrapKey(kept.slots, given);
			if (!raw.ok) return raw;
			const key = await asDeviceKey(raw.value);
			raw.value.fill(0);
			const mine = await journal.list();
			const waiting = mine.length > 0 ? wait(null, now(), random) : null;
			const taken = await take({ key, slots: kept.slots, version: kept.version, waiting }, kept);
			return taken.ok ? ok(null) : taken;
		},
		/**
		 * Changes how it is opened, by one who can open it now: the data key stays, so the other ways go on opening.
		 * @returns JOURNAL_LOCKED if `current` does not open.
		 */
		async rewrap(
			current: Opener,
			wraps: (raw: Uint8Array<ArrayBuffer>) => Promise<Slot[]>,
		): Promise<Result<'written' | 'nothing' | 'waits'>> {
			const known = await load();
			if (!known) return fail('NOT_FOUND');
			const raw = await unwrapKey(known.slots, current);
			if (!raw.ok) return raw;
			const made = await wraps(raw.value);
			raw.value.fill(0);
			const slots = made.reduce<Slot[]>(replaceSlot, known.slots);
			return rewrite({ ...known, slots });
		},
		/** Takes the copy off the server and forgets its key here; the notes on this device stay. */
		async stop(): Promise<void> {
			await channel.erase();
			await forgetCopy(owner, store);
		},
	};
}

async function openCopy(key: CryptoKey, sealed: string): Promise<Journal | null> {
	const bytes = fromBase64url(sealed);
	const parsed = bytes && journalSchema.safeParse(await openJson(key, bytes, CONTEXT));
	return parsed?.success ? parsed.data : null;
}
