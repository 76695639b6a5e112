/** The supervisor of the embedded PostgreSQL: any process may start it, it outlives a killed one, and the last to leave stops it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
	chownSync,
	existsSync,
	mkdirSync,
	openSync,
	closeSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
	EmbeddedUnavailable,
	locateEmbedded,
	locateNative,
	type EmbeddedFiles,
} from './embedded-files.ts';
import { log } from '../log.ts';
import { isLocked, withLockFile } from './lock-file.ts';

const USER = 'murmure';
/** A crashed server may have a lot of its log to replay. */
const START_WITHIN = 120_000;
const STOP_WITHIN = 30_000;
const LOG_LIMIT = 4_000_000;

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

/** Into a folder of our own, then renamed: whoever comes second finds it made. */
function initialise(files: EmbeddedFiles, native: string): void {
	const aside = `${files.data}.init-${process.pid}`;
	rmSync(aside, { recursive: true, force: true });
	mkdirSync(aside, { mode: 0o700 });
	if (files.runAs) chownSync(aside, files.runAs.uid, files.runAs.gid);
	const settings =
		`-A trust --auth-host=reject -E UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --data-checksums`.split(
			' ',
		);
	const made = spawnSync(`${native}/bin/initdb`, ['-D', aside, '-U', USER, ...settings], {
		...files.runAs,
		cwd: '/',
		env: environment(),
		encoding: 'utf8',
	});
	if (made.status !== 0) {
		rmSync(aside, { recursive: true, force: true });
		throw new EmbeddedUnavailable(
			`The embedded PostgreSQL could not be set up in ${files.data}: ${(made.stderr || String(made.error)).trim()}`,
		);
	}
	try {
		renameSync(aside, files.data);
	} catch (error) {
		rmSync(aside, { recursive: true, force: true });
		if (!existsSync(`${files.data}/PG_VERSION`)) throw error;
	}
}

const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });

function spawnServer(files: EmbeddedFiles, native: string): ChildProcess {
	if (existsSync(files.log) && statSync(files.log).size > LOG_LIMIT) rmSync(files.log);
	const output = openSync(files.log, 'a', 0o600);
	const options = {
		listen_addresses: '',
		unix_socket_permissions: '0700',
		port: '5432',
		max_connections: '60',
		timezone: 'UTC',
		log_timezone: 'UTC',
		// What people typed must not reach a log, and errors of statements quote values: they go to the client only.
		log_min_messages: 'log',
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse',
		log_checkpoints: 'off',
	};
	const child = spawn(
		`${native}/bin/postgres`,
		[
			...['-D', files.data, '-k', files.socket],
			...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		{
			...files.runAs,
			cwd: '/',
			env: environment(),
			detached: true,
			stdio: ['ignore', output, output],
		},
	);
	child.on('error', () => {});
	child.unref();
	closeSync(output);
	return child;
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

/** Process id of the running server, if the one noted in its folder is really ours and not a number used again. */
function serverPid(files: EmbeddedFiles): number | null {
	try {
		const pid = Number(readFileSync(`${files.data}/postmaster.pid`, 'utf8').split('\n')[0]);
		process.kill(pid, 0);
		if (process.platform !== 'linux') return pid;
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(files.data) ? pid : null;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM' ? -1 : null;
	}
}

function removeStalePid(files: EmbeddedFiles): void {
	if (process.platform === 'linux' && serverPid(files) === null)
		rmSync(`${files.data}/postmaster.pid`, { force: true });
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
