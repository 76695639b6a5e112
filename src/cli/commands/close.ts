/** `murmure close`: closes a round before its day: in the demonstration at will, elsewhere only as both sides decided. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { COVER_SLOT_SECONDS } from '#contracts/protocol.ts';
import { martsPath, rebuildMarts } from '#server/analytics/marts.ts';
import { countVoices } from '#server/analytics/stage-voices.ts';
import type { Config } from '#server/config.ts';
import type { OpenDatabase } from '#server/db/database.ts';
import { readLedger } from '#server/db/ledger.ts';
import { demoState } from '#server/demo/load-demo.ts';
import { anchorContext, anchorRelease } from '#server/services/anchor-head.ts';
import { closeEarly, closeNow } from '#server/voices/close-early.ts';
import { startVoices } from '#server/voices/start-voices.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

const USAGE = 'close --demo | --round ID';

export async function run(argv: string[]): Promise<number> {
	const { demo, round } = readOptions(argv);
	return withDatabase(async (database, config) => {
		if (demo && (await demoState(database)) !== 'loaded')
			throw new UsageError('--demo closes rounds of the demonstration only, and it is not loaded');
		const anchoring = anchorContext(database.db, config);
		const { context } = voicesOf(database, config, () => anchorRelease(anchoring));
		// A server that runs beside holds voices for this long at most: they are written before the round closes.
		await sleep((config.batchSeconds + COVER_SLOT_SECONDS) * 1000 + 500);
		const closed = demo ? await closeNow(context) : await closeEarly(context, round!);
		anchoring.mailer.close();
		if (!closed.ok) {
			process.stderr.write(`murmure: the round was not closed (${closed.code})\n`);
			return 1;
		}
		const { period, opened } = closed.value;
		process.stdout.write(`closed ${period}${opened ? `, opened ${opened}` : ''}\n`);
		return 0;
	});
}

function readOptions(argv: string[]): { demo: boolean; round: string | undefined } {
	try {
		const { values } = parseArgs({
			args: argv,
			options: { demo: { type: 'boolean', default: false }, round: { type: 'string' } },
		});
		if (values.demo === (values.round !== undefined)) throw new Error('one of the two');
		return { demo: values.demo, round: values.round };
	} catch (error) {
		throw new UsageError(`${USAGE}: ${(error as Error).message}`);
	}
}

const voicesOf = (
	{ db }: OpenDatabase,
	{ keyDir, dataDir }: Config,
	anchorRelease: () => Promise<void>,
) =>
	startVoices({
		anchorRelease,
		db,
		keyDir,
		batchEvery: 0,
		countVoices,
		rebuildMarts: async () => rebuildMarts(martsPath(dataDir), await readLedger(db)),
	});
