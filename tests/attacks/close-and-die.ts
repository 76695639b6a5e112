/** Closes a round in a process of its own and kills itself at a step, as `kill -9` would. */
import { countVoices } from '#server/analytics/stage-voices.ts';
import { openPool, overPool } from '#server/db/database.ts';
import { cryptographicWords } from '#server/random-words.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { createKeyStore } from '#server/voices/key-store.ts';

const options = JSON.parse(process.argv[2] ?? '') as {
	connection: object;
	keys: string;
	round: string;
	step: string;
};
await closeRound(
	{
		db: overPool(openPool(options.connection, 4)),
		keys: createKeyStore(options.keys),
		now: () => new Date(),
		random: cryptographicWords(),
		countVoices,
		rebuildMarts: () => Promise.resolve(),
	},
	options.round,
	(step) => {
		if (step === options.step) process.kill(process.pid, 'SIGKILL');
	},
);
