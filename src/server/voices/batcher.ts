/** Holds accepted voices in memory for a few seconds and writes them as one shuffled batch, so that neither order nor time of arrival is kept. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { MIN_BATCH } from '#contracts/protocol.ts';
import type { RandomWords } from '#release/noise.ts';
import type { Database } from '../db/database.ts';
import { holdRound, insertInbox, knownVoices } from '../db/inbox.ts';
import { logError } from '../log.ts';
import type { SealedVoice } from './seal-box.ts';
import { shuffle } from './shuffle.ts';

/** Voices held between two batches, in all; some 2 kB each. */
const CAPACITY = 5_000;

export type Batcher = {
	/** Answers once the voice is committed: ok, ROUND_CLOSED, or UNAVAILABLE (not kept: send it again). */
	add(roundId: string, voice: SealedVoice): Promise<Result<null>>;
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

type Held = { voice: SealedVoice; answer: (result: Result<null>) => void };

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
		add(roundId, voice) {
			if (stopped || count >= (options.capacity ?? CAPACITY))
				return Promise.resolve(fail('UNAVAILABLE'));
			count++;
			return new Promise((answer) => {
				const batch = held.get(roundId);
				if (batch) batch.push({ voice, answer });
				else held.set(roundId, [{ voice, answer }]);
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
	let result: Result<null>;
	try {
		result = await write(options, roundId, batch);
	} catch (error) {
		logError('batch', error);
		result = fail('UNAVAILABLE');
	}
	for (const { answer } of batch) answer(result);
}

async function write(
	{ db, random, dummies }: BatcherOptions,
	roundId: string,
	batch: readonly Held[],
): Promise<Result<null>> {
	// One voice sent fifty times is one row: the padding must count rows, not posts.
	const distinct = new Map(batch.map(({ voice }) => [`${voice.serial} ${voice.version}`, voice]));
	return db.transaction(async (tx) => {
		// Held until the commit: a closing that starts meanwhile waits, and then reads this batch.
		if ((await holdRound(tx, roundId)) !== 'open') return fail('ROUND_CLOSED');
		for (const { serial, version } of await knownVoices(tx, roundId, [...distinct.values()]))
			distinct.delete(`${serial} ${version}`);
		const rows = [...distinct.values()];
		if (rows.length === 0) return ok(null);
		if (rows.length < MIN_BATCH) {
			const dummy = await dummies(roundId);
			while (rows.length < MIN_BATCH) rows.push(await dummy());
		}
		await insertInbox(
			tx,
			shuffle(rows, random).map((row) => ({ roundId, ...row })),
		);
		return ok(null);
	});
}
