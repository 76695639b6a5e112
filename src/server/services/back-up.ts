/** Writes a backup: online, as of one moment, compressed, encrypted; it holds no key, no session and no sealed voice (src/server/db/snapshot.ts). */
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { sealChunks } from '../backup/chunks.ts';
import { makeHeader } from '../backup/header.ts';
import { writeLines, type Part } from '../backup/lines.ts';
import type { OpenDatabase } from '../db/database.ts';
import { readSnapshot } from '../db/snapshot.ts';
import { syncPath } from '../sync-path.ts';

/** Least length of a passphrase, in characters. */
export const MIN_PASSPHRASE = 12;

/**
 * @param out appears whole (written aside, mode 0600, then renamed) or not at all; a former one survives any failure.
 * @param cost for tests: a cheaper derivation.
 */
export async function backUp(
	{ pool, now }: Pick<OpenDatabase, 'pool'> & { now: () => Date },
	{ passphrase, out, cost }: { passphrase: string; out: string; cost?: { N: number } },
): Promise<{ rows: number; bytes: number }> {
	const { bytes: header, file } = await makeHeader(passphrase, cost);
	const aside = `${out}.${process.pid}.part`;
	let rows = 0;
	const snapshot = readSnapshot(pool);
	try {
		const first = (await snapshot.next()).value as { schema: string };
		const counted = async function* (): AsyncGenerator<Part> {
			for await (const part of snapshot as AsyncGenerator<Part>) {
				rows += part.rows.length;
				yield part;
			}
		};
		const day = now().toISOString().slice(0, 10);
		await pipeline(
			Readable.from(writeLines({ schema: first.schema, day }, counted())),
			createGzip(),
			async function* (compressed: AsyncIterable<Buffer>) {
				yield header;
				yield* sealChunks(file, compressed);
			},
			createWriteStream(aside, { flags: 'wx', mode: 0o600 }),
		);
		await syncPath(aside);
		await rename(aside, out);
		await syncPath(dirname(out));
	} finally {
		await snapshot.return(undefined);
		await rm(aside, { force: true });
	}
	return { rows, bytes: (await stat(out)).size };
}
