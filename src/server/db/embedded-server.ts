/** The server process of the embedded PostgreSQL itself: how its folder is made, how it is spawned, how it is recognised. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
	chownSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import { EmbeddedUnavailable, type EmbeddedFiles } from './embedded-files.ts';

/** The database user; trusted, since only our own user reaches the socket. */
export const USER = 'murmure';
const LOG_LIMIT = 4_000_000;

/** Into a folder of our own, then renamed: whoever comes second finds it made. */
export function initialise(files: EmbeddedFiles, native: string): void {
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

export function spawnServer(files: EmbeddedFiles, native: string): ChildProcess {
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

/** Process id of the running server, if the one noted in its folder is really ours and not a number used again. */
export function serverPid(files: EmbeddedFiles): number | null {
	try {
		const pid = Number(readFileSync(`${files.data}/postmaster.pid`, 'utf8').split('\n')[0]);
		process.kill(pid, 0);
		if (process.platform !== 'linux') return pid;
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(files.data) ? pid : null;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM' ? -1 : null;
	}
}

export function removeStalePid(files: EmbeddedFiles): void {
	if (process.platform === 'linux' && serverPid(files) === null)
		rmSync(`${files.data}/postmaster.pid`, { force: true });
}
