/** The anonymous voice as one part of the running server: made once by app.ts, used by the endpoints and the scheduler. */
import type { Result } from '#contracts/errors.ts';
import { roundsInState } from '../db/voices.ts';
import { cryptographicWords } from '../random-words.ts';
import { createBatcher } from './batcher.ts';
import type { VoiceContext } from './context.ts';
import { createKeyStore } from './key-store.ts';
import { createRoundDirectory } from './round-directory.ts';
import { anyRoundDue, runDueWork, type DueWork } from './run-due-work.ts';
import { submitVoice } from './submit-voice.ts';

export type VoicesOptions = Omit<VoiceContext, 'keys' | 'random' | 'now' | 'cover'> & {
	/** MURMURE_KEY_DIR. */
	keyDir: string;
	/** Milliseconds between batches; 0: only `flush` writes (tests, the demonstration). */
	batchEvery: number;
	now?: () => Date;
};

export type Voices = {
	context: VoiceContext;
	/** One posted body, answered after its commit. */
	submit(body: Uint8Array): Promise<Result<null>>;
	flush(): Promise<void>;
	/** For the scheduler: what the calendar asks for. */
	runDueWork(): Promise<DueWork>;
	/** Writes the last batch; then posts are refused as UNAVAILABLE. */
	stop(): Promise<void>;
};

export function startVoices({ keyDir, batchEvery, now, ...steps }: VoicesOptions): Voices {
	const random = cryptographicWords();
	const context: VoiceContext = {
		...steps,
		keys: createKeyStore(keyDir),
		random,
		now: now ?? (() => new Date()),
		cover: () => batcher.cover(),
	};
	const directory = createRoundDirectory(context.db, random);
	const batcher = createBatcher({
		db: context.db,
		random,
		every: batchEvery,
		dummies: async (roundId) => (await directory.find(roundId))!.dummy,
		openRounds: async () => (await roundsInState(context.db, 'open')).map(({ roundId }) => roundId),
	});
	return {
		context,
		submit: (body) => submitVoice({ directory, batcher }, body),
		flush: () => batcher.flush(),
		runDueWork: async () => {
			// What waits for its slot must not find its round closed.
			if (await anyRoundDue(context)) await batcher.flush();
			return runDueWork(context);
		},
		stop: () => batcher.stop(),
	};
}
