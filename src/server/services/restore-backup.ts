/** Brings a backup back, whole or not at all: everything is read, checked and written in one transaction. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { fail, ok, type ErrorCode, type Result } from '#contracts/errors.ts';
import { verifyChain, type Anchor } from '#release/ledger.ts';
import { ChunkError, openChunks } from '../backup/chunks.ts';
import { openHeader } from '../backup/header.ts';
import { LinesError, readLines } from '../backup/lines.ts';
import { takerOf } from '../backup/taker.ts';
import type { Database, Queryable } from '../db/database.ts';
import { readLedger, sha256hex } from '../db/ledger.ts';
import {
	BACKED_UP,
	insertSnapshot,
	prepareRestore,
	schemaVersion,
	type BackedUp,
} from '../db/snapshot.ts';
import { updateOrganisation } from '../db/organisation.ts';
import { markRestored, roundsInState } from '../db/voices.ts';

export type Restored = {
	/** The day on which the backup was made. */
	day: string;
	head: Anchor | null;
	/** Rounds that are not published: they get new keys as soon as the server runs, and devices send again. */
	rounds: string[];
};

export type RestoreOptions = {
	file: string;
	passphrase: string;
	/** Replaces what the database holds. */
	force: boolean;
	/** The ledger's heads as noted outside; a backup that ends before one of them loses what was published since. */
	anchors: readonly Anchor[];
	/** Takes such a backup nevertheless. */
	older: boolean;
};

/** Ends the transaction with nothing changed. */
class Refused extends Error {
	readonly code: ErrorCode;
	constructor(code: ErrorCode) {
		super(code);
		this.code = code;
	}
}

/**
 * The database must be migrated, and no server may run on it.
 * @returns BACKUP_UNKNOWN, BACKUP_PASSPHRASE_WRONG, BACKUP_DAMAGED, BACKUP_TRUNCATED, BACKUP_SCHEMA_OTHER, BACKUP_OLDER,
 * DATABASE_NOT_EMPTY; nothing was changed then. @throws the system's error for a file that cannot be read.
 */
export async function restoreBackup(
	db: Database,
	options: RestoreOptions,
): Promise<Result<Restored>> {
	const bytes = createReadStream(options.file);
	try {
		const take = takerOf(bytes);
		const header = await openHeader(options.passphrase, take);
		if (!header.ok) return header;
		const restored = await db.transaction(async (tx) => {
			const emptied = await prepareRestore(tx, options);
			if (!emptied.ok) throw new Refused(emptied.code);
			let day = '';
			await pipeline(
				Readable.from(openChunks(header.value, take)),
				createGunzip(),
				async (content) => {
					day = await load(tx, content);
				},
			);
			const head = await checkLedger(tx, options);
			await markRestored(tx);
			// The ledger says so once a server runs: until then its head is the backup's.
			await updateOrganisation(tx, { restored: true });
			const rounds = await roundsInState(tx, 'restored');
			return { day, head, rounds: rounds.map(({ roundId }) => roundId) };
		});
		return ok(restored);
	} catch (error) {
		const code = codeOf(error);
		if (!code) throw error;
		return fail(code);
	} finally {
		bytes.destroy();
	}
}

async function load(tx: Queryable, content: AsyncIterable<Buffer>): Promise<string> {
	let day = '';
	for await (const line of readLines(content)) {
		if ('first' in line) {
			if (line.first.schema !== (await schemaVersion(tx))) throw new Refused('BACKUP_SCHEMA_OTHER');
			day = line.first.day;
			continue;
		}
		if (!isBackedUp(line.table)) throw new Refused('BACKUP_DAMAGED');
		await insertSnapshot(tx, line.table, line.rows);
	}
	return day;
}

async function checkLedger(
	tx: Queryable,
	{ anchors, older }: RestoreOptions,
): Promise<Anchor | null> {
	const entries = await readLedger(tx);
	const chain = verifyChain(entries, sha256hex);
	if (!chain.ok) throw new Refused('BACKUP_DAMAGED');
	if (!older && !verifyChain(entries, sha256hex, anchors).ok) throw new Refused('BACKUP_OLDER');
	return chain.head;
}

const isBackedUp = (table: string): table is BackedUp =>
	(BACKED_UP as readonly string[]).includes(table);

function codeOf(error: unknown): ErrorCode | null {
	if (error instanceof Refused || error instanceof ChunkError) return error.code;
	if (error instanceof LinesError) return 'BACKUP_DAMAGED';
	// What does not decompress.
	const { code } = error as { code?: unknown };
	return typeof code === 'string' && code.startsWith('Z_') ? 'BACKUP_DAMAGED' : null;
}
