/** `murmure restore FILE` brings a backup back into an empty database; `restore --lost-keys` takes up what runs without its key files. */
import { mkdirSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { martsPath, resetMarts } from '#server/analytics/marts.ts';
import type { Config } from '#server/config.ts';
import type { OpenDatabase } from '#server/db/database.ts';
import { readLedger } from '#server/db/ledger.ts';
import { readAnchors } from '#server/services/read-anchors.ts';
import { restoreBackup } from '#server/services/restore-backup.ts';
import { markLostKeys } from '#server/services/mark-lost-keys.ts';
import { readPassphrase } from '../passphrase.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

const USAGE = 'restore FILE [--force] [--older] [--passphrase-file FILE] | restore --lost-keys';

/** Said beside the code, which is what programs hold on to. */
const WHY: Record<string, string> = {
	BACKUP_UNKNOWN: 'this is not a backup of Murmure, or one of a later version',
	BACKUP_PASSPHRASE_WRONG: 'this passphrase does not open it',
	BACKUP_DAMAGED: 'the file is damaged; take another copy',
	BACKUP_TRUNCATED: 'the end of the file is missing; take another copy',
	BACKUP_SCHEMA_OTHER: 'it was made by another version of Murmure; restore it with that one',
	BACKUP_OLDER:
		'an anchored page of the ledger is not in it: what was published since would be lost; --older accepts that',
	DATABASE_NOT_EMPTY: 'the database is not empty; --force replaces what it holds',
};

export async function run(argv: string[]): Promise<number> {
	const { file, ...options } = readOptions(argv);
	if (file === null) return withDatabase(takeUpLostKeys);
	await access(file).catch((error: NodeJS.ErrnoException) => {
		throw new UsageError(`${file}: cannot be read (${error.code})`);
	});
	return withDatabase(async ({ db }, config) => {
		const passphrase = await readPassphrase(options.passphraseFile);
		const anchors = await anchorsOf(config);
		const result = await restoreBackup(db, { file, passphrase, anchors, ...options });
		if (!result.ok) {
			process.stderr.write(
				`murmure: ${file}: ${WHY[result.code] ?? 'cannot be restored'} (${result.code}); nothing was changed\n`,
			);
			return 1;
		}
		mkdirSync(config.dataDir, { recursive: true });
		await resetMarts(martsPath(config.dataDir), await readLedger(db));
		const { day, head, rounds } = result.value;
		process.stdout.write(
			`restored the backup of ${day}\nhead ${head ? `${head.seq}:${head.hash}` : 'none'}\n`,
		);
		sayRenewed(rounds);
		return 0;
	});
}

async function takeUpLostKeys({ db }: OpenDatabase, { keyDir }: Config): Promise<number> {
	sayRenewed(await markLostKeys(db, keyDir));
	return 0;
}

function sayRenewed(rounds: readonly string[]): void {
	process.stdout.write(
		rounds.length === 0
			? 'no round needs new keys\n'
			: `${rounds.length} rounds get new keys as soon as the server runs; devices then send again: ${rounds.join(' ')}\n`,
	);
}

/** What the file of anchors knows, if there is one. */
async function anchorsOf({ anchorFile }: Config) {
	if (!anchorFile) return [];
	const read = await readAnchors(anchorFile);
	return read.ok ? read.value : [];
}

function readOptions(argv: string[]) {
	try {
		const { values, positionals } = parseArgs({
			args: argv,
			allowPositionals: true,
			options: {
				force: { type: 'boolean', default: false },
				older: { type: 'boolean', default: false },
				'lost-keys': { type: 'boolean', default: false },
				'passphrase-file': { type: 'string' },
			},
		});
		const [file = null, ...more] = positionals;
		const { force, older, 'lost-keys': lostKeys, 'passphrase-file': passphraseFile } = values;
		if (more.length > 0 || (file === null) !== lostKeys) throw new Error('one file');
		return { file, force, older, passphraseFile };
	} catch (error) {
		throw new UsageError(`${USAGE}: ${(error as Error).message}`);
	}
}
