/** The supervisor of the embedded PostgreSQL: any process may start it, it outlives a killed one, and the last to leave stops it. */
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
	EmbeddedUnavailable,
	locateEmbedded,
	locateNative,
	type EmbeddedFiles,
} from './embedded-files.ts';
import { log } from '../log.ts';
import { initialise, removeStalePid, serverPid, spawnServer, USER } from './embedded-server.ts';
import { isLocked, withLockFile } from './lock-file.ts';

/** A crashed server may have a lot of its log to replay. */
const START_WITHIN = 120_000;
const STOP_WITHIN = 30_000;

export type Embedded = {
	/** How to connect, for `pg`. */
	connection: pg.ClientConfig;
	/**
	 * Leaves; with every pool of this process closed before. Stops the server if nobody else is connected.
	 * @returns whether it was stopped.
	 */
	leave(): Promise<boolean>;
};

const connectionTo = (files: EmbeddedFiles, database: string): pg.ClientConfig => ({
	host: files.socket,
	port: 5432,
	user: USER,
	database,
	ssl: false,
	application_name: 'murmure',
});

/**
 * Makes sure that the server of `dataDir` runs and has the database `murmure`, and registers this process as present
 * (by one open connection), so that no other stops the server under it.
 * @throws EmbeddedUnavailable with a message that says what to do.
 */
export async function enterEmbedded(dataDir: string): Promise<Embedded> {
	const files = locateEmbedded(dataDir);
	let leaving = false;
	const enter = async (): Promise<pg.Client> => {
		const client =
			(await connectAtOnce(files)) ?? (await withLockFile(files.lock, () => start(files)));
		// Should the server be killed while we run, it is started again.
		client.once('end', () => {
			if (leaving) return;
			enter().then(
				(next) => (presence = next),
				() => log('the embedded database was lost and does not start again'),
			);
		});
		return client;
	};
	let presence = await enter();
	return {
		connection: connectionTo(files, 'murmure'),
		leave: () =>
			withLockFile(files.lock, async () => {
				leaving = true;
				return leave(files, presence);
			}),
	};
}

/** @returns a connection, unless the server does not answer or someone is just starting or stopping it. */
async function connectAtOnce(files: EmbeddedFiles): Promise<pg.Client | null> {
	const client = await connect(files);
	if (!(client instanceof pg.Client)) return null;
	try {
		if (isLocked(files.lock)) throw new Error('being started or stopped');
		await client.query('select 1');
		return client;
	} catch {
		await client.end().catch(() => {});
		return null;
	}
}

async function connect(
	files: EmbeddedFiles,
	database = 'murmure',
): Promise<pg.Client | 'down' | 'busy' | 'no database'> {
	const client = new pg.Client({
		...connectionTo(files, database),
		connectionTimeoutMillis: 10_000,
		application_name: 'murmure presence',
	});
	client.on('error', () => {});
	try {
		await client.connect();
		return client;
	} catch (error) {
		const code = (error as { code?: string }).code;
		if (code === '3D000') return 'no database';
		// 57P03: starting, recovering or shutting down.
		return code === '57P03' || code === '53300' ? 'busy' : 'down';
	}
}

/** Under the lock: initialises if new, spawns until it answers. */
async function start(files: EmbeddedFiles): Promise<pg.Client> {
	const native = locateNative(files.runAs);
	if (!existsSync(`${files.data}/PG_VERSION`)) initialise(files, native);
	const deadline = Date.now() + START_WITHIN;
	let child: ChildProcess | undefined;
	while (Date.now() < deadline) {
		const answer = await connect(files);
		if (answer instanceof pg.Client) return answer;
		if (answer === 'no database') await createDatabase(files);
		else {
			if (answer === 'down' && (!child || child.exitCode !== null || child.signalCode !== null)) {
				removeStalePid(files);
				child = spawnServer(files, native);
			}
			await sleep(50);
		}
	}
	throw new EmbeddedUnavailable(
		`The embedded PostgreSQL did not start. What it says is in ${files.log}; ` +
			'free some disk space or memory and try again, or set DATABASE_URL.',
	);
}

async function createDatabase(files: EmbeddedFiles): Promise<void> {
	const client = await connect(files, 'postgres');
	if (!(client instanceof pg.Client)) return;
	try {
		await client.query('create database murmure');
	} catch (error) {
		// Made by another process meanwhile.
		if (!['42P04', '23505'].includes((error as { code: string }).code)) throw error;
	} finally {
		await client.end();
	}
}

/** Under the lock: stops the server by a fast shutdown if ours is the last connection. */
async function leave(files: EmbeddedFiles, presence: pg.Client): Promise<boolean> {
	const others = await presence
		.query(
			`select count(*)::int as n from pg_stat_activity
			 where backend_type = 'client backend' and pid <> pg_backend_pid()`,
		)
		.then((result) => result.rows[0].n as number)
		.catch(() => 0);
	await presence.end().catch(() => {});
	const pid = serverPid(files);
	if (others > 0 || pid === null || pid < 0) return false;
	process.kill(pid, 'SIGINT');
	for (const deadline = Date.now() + STOP_WITHIN; Date.now() < deadline; await sleep(25))
		if (serverPid(files) === null) return true;
	return false;
}
