/** A device with a journal, and its copy on the server of a test: the very client code over the very procedures. */
import { fail, ok } from '#contracts/errors.ts';
import type { JournalEntry, JournalWrite } from '#contracts/journal.ts';
import { openDeviceJournal } from '#client/journal/device-journal.ts';
import { wrapKey, type Opener } from '#client/journal/envelope.ts';
import { memoryJournal } from '#client/journal/journal-store.ts';
import { newRecoveryCode } from '#client/journal/recovery-code.ts';
import { noteChange, openServerCopy, type JournalChannel } from '#client/journal/server-copy.ts';
import { describeError } from '#server/trpc/failures.ts';
import { TRPCError } from '@trpc/server';
import type { AppRig } from './app-rig.ts';

export const HOUR = 3_600_000;
export const START = Date.UTC(2026, 10, 24, 20);
export const PASSPHRASE: Opener = {
	method: 'passphrase',
	passphrase: 'cigale enclume mardi verre',
};
/** The least that the schema allows: the real one takes a second. */
const CHEAP = { argon2: { memoryKib: 19_456, passes: 1, lanes: 1 } };

export const note = (n: number, text: string | null): JournalEntry => ({
	id: `note-${n}`.padEnd(22, '-'),
	day: `2026-10-${String(n).padStart(2, '0')}`,
	lang: 'fr',
	text,
	reading: { valence: -1, emotion: 'fatigue', difficulty: 'fatigue', factors: ['intensity-'] },
});

/** Procedures as this person's page calls them. */
export async function channelOf(rig: AppRig, personId: string): Promise<JournalChannel> {
	const api = await rig.as(personId);
	return {
		read: () => api.journal.read(),
		erase: () => api.journal.erase(),
		async write(write: JournalWrite) {
			try {
				return ok(await api.journal.write(write));
			} catch (error) {
				if (!(error instanceof TRPCError)) throw error;
				return fail(describeError(error).code);
			}
		},
	};
}

/** @param channel how this device reaches the server. `clock.voice`: when it last posted a voice. */
export function makeDevice(channel: JournalChannel, owner = 'emile') {
	const store = memoryJournal();
	const journal = openDeviceJournal(owner, store);
	const clock = { now: START, voice: 0 };
	const code = newRecoveryCode();
	const copy = openServerCopy({
		owner,
		store,
		journal,
		channel,
		lastVoiceAt: async () => clock.voice,
		now: () => clock.now,
		today: () => new Date(clock.now).toISOString().slice(0, 10),
		random: () => 0,
	});
	return {
		journal,
		clock,
		code,
		copy,
		setUp: () =>
			copy.setUp(async (raw) => [
				await wrapKey(raw, PASSPHRASE, CHEAP),
				await wrapKey(raw, { method: 'recovery', code }),
			]),
		async keep(entry: JournalEntry) {
			await journal.put(entry);
			await noteChange(owner, store, clock.now, () => 0);
		},
	};
}
