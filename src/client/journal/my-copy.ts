/** The journal's copy with all that a browser has: the signed-in channel, the wallet's memory of the last voice, clock and chance. */
import { fail, ok } from '#contracts/errors.ts';
import { failureOf, trpc } from '../trpc.ts';
import { createWallet } from '../wallet.ts';
import { openDeviceJournal, today } from './device-journal.ts';
import { indexedJournal } from './journal-store.ts';
import { noteChange, openServerCopy, type JournalChannel } from './server-copy.ts';

const channel: JournalChannel = {
	read: () => trpc().journal.read.query(),
	async write(write) {
		try {
			return ok(await trpc().journal.write.mutate(write));
		} catch (error) {
			return fail(failureOf(error).code);
		}
	},
	erase: () => trpc().journal.erase.mutate(),
};

/** Uniform in [0, 1), from the same source as keys. */
const random = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;

/** @param owner the signed-in person's id. */
export const openMyCopy = (owner: string) =>
	openServerCopy({
		owner,
		store: indexedJournal(),
		journal: openDeviceJournal(owner),
		channel,
		lastVoiceAt: async () =>
			Math.max(
				0,
				...(await createWallet().ofOwner(owner)).map(({ outbox }) => outbox?.notBefore ?? 0),
			),
		now: Date.now,
		today,
		random,
	});

/** Notes that something was kept or undone here just now, to be written late. */
export const noteWritten = (owner: string): Promise<void> =>
	noteChange(owner, indexedJournal(), Date.now(), random);

/** Notes a change that no check-in made, such as a deletion. */
export const noteDeleted = (owner: string): Promise<void> =>
	noteChange(owner, indexedJournal(), 0, random);
