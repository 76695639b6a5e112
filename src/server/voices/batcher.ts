/**
 * Holds accepted voices in memory for a few seconds and writes them as one shuffled batch, so that neither order nor time of arrival is kept.
 * For some minutes after each visit batches are written at set times, voices or not: whoever reads the order of transactions
 * (`xmin`) sees the same after a visit with an answer and after one without.
 */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { COVER_SLOTS, COVER_SLOT_SECONDS, MIN_BATCH } from '#contracts/protocol.ts';
import type { RandomWords } from '#release/noise.ts';
import type { Database } from '../db/database.ts';
import { holdRound, insertInbox, knownVoices } from '../db/inbox.ts';
import { keyListHashOf } from '../db/voices.ts';
import { logError } from '../log.ts';
import type { SealedVoice } from './seal-box.ts';
import { shuffle } from './shuffle.ts';

/** Voices held between two batches, in all; some 2 kB each. */
const CAPACITY = 5_000;

export type Batcher = {
	/**
	 * Answers once the voice is committed: ok, ROUND_CLOSED, or UNAVAILABLE (not kept: send it again).
	 * @param keyListHash of the list against which its ballot was checked: if it is no longer in force, the voice is not kept.
	 */
	add(roundId: string, voice: SealedVoice, keyListHash: string): Promise<Result<null>>;
	/** Somebody signed in is here: from now on batches are written at every slot, be there voices or none, until COVER_SLOTS have passed. */
	cover(): void;
	/** What the timer does: writes what is held, or, while a visit is covered, waits for the slot. Never rejects. */
	tick(): Promise<void>;
	/** Writes what is held now. Never rejects. */
	flush(): Promise<void>;
	/** Flushes, then refuses. */
	stop(): Promise<void>;
};

export type BatcherOptions = {
	db: Database;
	random: RandomWords;
	/** Milliseconds between batches; 0: only `flush` writes. */
	every: number;
	/** A maker of dummies sealed to this round's key. */
	dummies(roundId: string): Promise<() => Promise<SealedVoice>>;
	capacity?: number;
	/** The rounds that take voices now; without it no visit is covered (the demonstration loads). */
	openRounds?: () => Promise<string[]>;
	/** Milliseconds; for tests. */
	now?: () => number;
};

type Held = { voice: SealedVoice; keyListHash: string; answer: (result: Result<null>) => void };

export function createBatcher(options: BatcherOptions): Batcher {
	let held = new Map<string, Held[]>();
	let count = 0;
	let stopped = false;
	let writing: Promise<void> = Promise.resolve();

	const now = options.now ?? Date.now;
	/** Slots still to come of the visit that was covered last, and when the next is. */
	let slots = 0;
	let nextSlot = 0;
	const writeAll = async (covered: readonly string[] = []): Promise<void> => {
		const batches = held;
		held = new Map();
		count = 0;
		// Every open round, in one order: a round without voices gets its dummies like the others.
		for (const roundId of new Set([...covered, ...batches.keys()]))
			await writeOrRefuse(options, roundId, batches.get(roundId) ?? [], covered.includes(roundId));
	};
	// One after the other, so that a slow disk makes batches larger, not more numerous.
	const flush = (): Promise<void> => (writing = writing.then(() => writeAll()));
	const writeSlot = (): Promise<void> =>
		(writing = writing.then(async () => writeAll(await listOpen(options))));
	const tick = (): Promise<void> => {
		if (slots === 0) return flush();
		if (now() < nextSlot) return writing;
		slots--;
		nextSlot += COVER_SLOT_SECONDS * 1_000;
		return writeSlot();
	};
	const timer = options.every > 0 ? setInterval(tick, options.every) : undefined;
	timer?.unref();

	return {
		add(roundId, voice, keyListHash) {
			if (stopped || count >= (options.capacity ?? CAPACITY))
				return Promise.resolve(fail('UNAVAILABLE'));
			count++;
			return new Promise((answer) => {
				const batch = held.get(roundId);
				const one = { voice, keyListHash, answer };
				if (batch) batch.push(one);
				else held.set(roundId, [one]);
			});
		},
		cover() {
			if (!options.openRounds) return;
			if (slots === 0) nextSlot = now() + COVER_SLOT_SECONDS * 1_000;
			slots = COVER_SLOTS;
		},
		tick,
		flush,
		async stop() {
			stopped = true;
			clearInterval(timer);
			await flush();
		},
	};
}

async function listOpen({ openRounds }: BatcherOptions): Promise<string[]> {
	try {
		return (await openRounds?.()) ?? [];
	} catch (error) {
		logError('cover', error);
		return [];
	}
}

/** @param covered written even if there is nothing to write. */
async function writeOrRefuse(
	options: BatcherOptions,
	roundId: string,
	batch: readonly Held[],
	covered: boolean,
): Promise<void> {
	let result: Result<{ keyListHash: string }>;
	try {
		result = await write(options, roundId, batch, covered);
	} catch (error) {
		logError('batch', error);
		result = fail('UNAVAILABLE');
	}
	for (const { keyListHash, answer } of batch)
		if (!result.ok) answer(result);
		else answer(result.value.keyListHash === keyListHash ? ok(null) : fail('UNAVAILABLE'));
}

async function write(
	{ db, random, dummies }: BatcherOptions,
	roundId: string,
	batch: readonly Held[],
	covered: boolean,
): Promise<Result<{ keyListHash: string }>> {
	return db.transaction(async (tx) => {
		// Held until the commit: a closing that starts meanwhile waits, and then reads this batch.
		const state = await holdRound(tx, roundId);
		// It waits for its new keys: the device tries again, and learns of them at its next visit.
		if (state === 'restored') return fail('UNAVAILABLE');
		if (state !== 'open') return fail('ROUND_CLOSED');
		// Looked at once the round is held: a ballot of keys that a restore replaced must not be let in by a list read before.
		const keyListHash = (await keyListHashOf(tx, roundId))!;
		const valid = batch.filter((one) => one.keyListHash === keyListHash);
		// One voice sent fifty times is one row: the padding must count rows, not posts.
		const distinct = new Map(valid.map(({ voice }) => [`${voice.serial} ${voice.version}`, voice]));
		for (const { serial, version } of await knownVoices(tx, roundId, [...distinct.values()]))
			distinct.delete(`${serial} ${version}`);
		const rows = [...distinct.values()];
		if (rows.length === 0 && !covered) return ok({ keyListHash });
		if (rows.length < MIN_BATCH) {
			const dummy = await dummies(roundId);
			while (rows.length < MIN_BATCH) rows.push(await dummy());
		}
		await insertInbox(
			tx,
			shuffle(rows, random).map((row) => ({ roundId, ...row })),
		);
		return ok({ keyListHash });
	});
}
