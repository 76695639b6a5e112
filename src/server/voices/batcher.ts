/** Holds accepted voices in memory for a few seconds and writes them as one shuffled batch, so that neither order nor time of arrival is kept. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { MIN_BATCH } from '#contracts/protocol.ts';
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
};

type Held = { voice: SealedVoice; keyListHash: string; answer: (result: Result<null>) => void };

export function createBatcher(options: BatcherOptions): Batcher {
	let held = new Map<string, Held[]>();
	let count = 0;
	let stopped = false;
	let writing: Promise<void> = Promise.resolve();

	const writeAll = async (): Promise<void> => {
		const batches = held;
		held = new Map();
		count = 0;
		for (const [roundId, batch] of batches) await writeOrRefuse(options, roundId, batch);
	};
	// One after the other, so that a slow disk makes batches larger, not more numerous.
	const flush = (): Promise<void> => (writing = writing.then(writeAll));
	const timer = options.every > 0 ? setInterval(flush, options.every) : undefined;
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
		flush,
		async stop() {
			stopped = true;
			clearInterval(timer);
			await flush();
		},
	};
}

async function writeOrRefuse(
	options: BatcherOptions,
	roundId: string,
	batch: Held[],
): Promise<void> {
	let result: Result<{ keyListHash: string }>;
	try {
		result = await write(options, roundId, batch);
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
		if (rows.length === 0) return ok({ keyListHash });
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
