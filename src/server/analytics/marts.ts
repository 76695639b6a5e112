/** The analytic tables: a copy of the ledger laid out for questions, thrown away and rebuilt at will. */
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LedgerEntry } from '#release/ledger.ts';
import { openMarts } from './duckdb.ts';
import { sql } from './sql.ts';

const TABLES = ['periods', 'units', 'cells', 'rows'] as const;
/** Leftovers of a builder that was killed. */
const STALE_MS = 60 * 60_000;

export const martsPath = (dataDir: string): string => join(dataDir, 'marts.duckdb');

/**
 * Rebuilds the marts from the whole ledger: built aside, then renamed, so that a reader sees the old or the new, whole.
 * Several processes may do so at once: a file that already knows more of the ledger is left alone.
 * @param path of the marts' file; its folder must exist.
 * @param now milliseconds, to tell leftovers from work in progress.
 */
export async function rebuildMarts(
	path: string,
	entries: readonly LedgerEntry[],
	now = Date.now(),
): Promise<void> {
	sweep(path, now);
	const head = entries.at(-1)?.seq ?? -1;
	const aside = `${path}.${process.pid}-${++builds}.aside`;
	rmSync(aside, { force: true });
	try {
		await build(aside, entries, head);
		if ((await headOf(path)) <= head) renameSync(aside, path);
	} finally {
		rmSync(aside, { force: true });
		rmSync(`${aside}.wal`, { force: true });
	}
}

/** After a restore: the ledger may be shorter than what the marts know, so they are thrown away first. */
export async function resetMarts(path: string, entries: readonly LedgerEntry[]): Promise<void> {
	rmSync(path, { force: true });
	await rebuildMarts(path, entries);
}

let builds = 0;

async function build(path: string, entries: readonly LedgerEntry[], head: number): Promise<void> {
	const duck = await openMarts(path, 'build');
	try {
		await duck.run('CREATE TEMP TABLE ledger (seq BIGINT, kind VARCHAR, payload JSON)');
		const rows = await duck.connection.createAppender('ledger', 'main', 'temp');
		for (const { seq, kind, payload } of entries) {
			if (kind !== 'season' && kind !== 'release' && kind !== 'cells') continue;
			rows.appendBigInt(BigInt(seq));
			rows.appendVarchar(kind);
			rows.appendVarchar(payload);
			rows.endRow();
		}
		rows.closeSync();
		for (const table of TABLES) await duck.run(sql(`marts/${table}`));
		await duck.run(`CREATE TABLE head AS SELECT ${head}::INTEGER AS seq; CHECKPOINT`);
	} finally {
		duck.close();
	}
}

/** Last ledger entry that a marts file knows; -2 where there is none, or none that can be read. */
async function headOf(path: string): Promise<number> {
	if (!statSync(path, { throwIfNoEntry: false })) return -2;
	try {
		const duck = await openMarts(path, 'read');
		try {
			const [row] = await duck.rows<{ seq: number }>('SELECT seq FROM head');
			return row?.seq ?? -2;
		} finally {
			duck.close();
		}
	} catch {
		return -2;
	}
}

function sweep(path: string, now: number): void {
	const folder = dirname(path);
	for (const name of readdirSync(folder)) {
		const file = join(folder, name);
		if (!file.startsWith(`${path}.`) || !/\.aside(\.wal)?$/.test(name)) continue;
		const found = statSync(file, { throwIfNoEntry: false });
		if (found && now - found.mtimeMs > STALE_MS) rmSync(file, { force: true });
	}
}
