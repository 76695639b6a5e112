/** Private keys of rounds, in files outside the database, so that no backup or dump can open the inbox; gone once the ledger is written. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath } from '../sync-path.ts';

/** What only the server process knows of a round: the HPKE private key, and an RSA private key a pool (PKCS#8, base64). */
export type RoundSecret = { sealPrivate: JsonWebKey; pools: Record<string, string> };

export type KeyStore = {
	/** Durable when it returns (file and folder are fsynced); replaces a leftover of an interrupted attempt. */
	write(roundId: string, secret: RoundSecret): Promise<void>;
	/** Null once destroyed. */
	read(roundId: string): Promise<RoundSecret | null>;
	/** The key that signs a pool's ballots. Read anew each time: no copy stays in memory to outlive the file. */
	ballotKey(roundId: string, poolId: string): Promise<KeyObject | null>;
	/** Overwritten with zeros, then unlinked; nothing to do if it is gone. */
	destroy(roundId: string): Promise<void>;
	/** Round ids that have a key file. */
	list(): Promise<string[]>;
};

/** @param folder MURMURE_KEY_DIR: made with mode 0700 if missing; a shared volume if there are replicas. */
export function createKeyStore(folder: string): KeyStore {
	// A fortnight's id holds a slash: the name is percent-encoded.
	const fileOf = (roundId: string) => join(folder, `${encodeURIComponent(roundId)}.json`);
	const read = async (roundId: string): Promise<RoundSecret | null> => {
		try {
			return JSON.parse(await readFile(fileOf(roundId), 'utf8')) as RoundSecret;
		} catch (error) {
			if (isMissing(error)) return null;
			throw error;
		}
	};
	return {
		read,
		async ballotKey(roundId, poolId) {
			const pkcs8 = (await read(roundId))?.pools[poolId];
			if (!pkcs8) return null;
			return createPrivateKey({
				key: Buffer.from(pkcs8, 'base64'),
				format: 'der',
				type: 'pkcs8',
			});
		},
		async write(roundId, secret) {
			await mkdir(folder, { recursive: true, mode: 0o700 });
			const aside = `${fileOf(roundId)}.${process.pid}.new`;
			await rm(aside, { force: true });
			const file = await open(aside, 'wx', 0o600);
			try {
				await file.writeFile(JSON.stringify(secret));
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(aside, fileOf(roundId));
			await syncPath(folder);
		},
		async destroy(roundId) {
			try {
				await overwrite(fileOf(roundId));
			} catch (error) {
				if (isMissing(error)) return;
				throw error;
			}
			await rm(fileOf(roundId), { force: true });
			await syncPath(folder);
		},
		async list() {
			const names = await readdir(folder).catch((error: unknown) => {
				if (isMissing(error)) return [];
				throw error;
			});
			return names
				.filter((name) => name.endsWith('.json'))
				.map((name) => decodeURIComponent(name.slice(0, -'.json'.length)));
		},
	};
}

/** Best effort: on copy-on-write or wear-levelled storage old blocks may outlive this; the folder belongs on an encrypted disk. */
async function overwrite(path: string): Promise<void> {
	const file = await open(path, 'r+');
	try {
		const { size } = await file.stat();
		await file.write(Buffer.alloc(size), 0, size, 0);
		await file.sync();
	} finally {
		await file.close();
	}
}

const isMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'ENOENT';
