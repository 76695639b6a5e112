/** Writes released cells to CSV or Parquet: aside first, then renamed, so that the file is there whole or not at all. */
import {
	closeSync,
	fsyncSync,
	openSync,
	realpathSync,
	renameSync,
	rmSync,
	writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { ReleasedPeriod } from '#release/release.ts';
import { csvPieces } from './cells-csv.ts';
import type { Duck } from './duckdb.ts';
import { isParquet, quotePath, quoteText } from './table-file.ts';

export const CELL_COLUMNS = ['period', 'unit_id', 'measure', 'category', 'count'] as const;

/** @throws the error of the file system; whatever stood at `path` before is then still there. */
export async function writeCells(
	duck: Duck,
	path: string,
	periods: readonly ReleasedPeriod[],
): Promise<void> {
	const target = targetOf(path);
	const aside = join(dirname(target), `.${basename(target)}.${process.pid}.aside`);
	const table = `${aside}.parquet`;
	try {
		writeCsv(aside, periods);
		if (isParquet(target)) await toParquet(duck, aside, table);
		renameSync(isParquet(target) ? table : aside, target);
	} finally {
		rmSync(aside, { force: true });
		rmSync(table, { force: true });
	}
}

/** The file itself where `path` is a link to one. */
function targetOf(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		return resolve(path);
	}
}

function writeCsv(path: string, periods: readonly ReleasedPeriod[]): void {
	const file = openSync(path, 'wx');
	try {
		writeAll(file, Buffer.from(`${CELL_COLUMNS.join(',')}\n`));
		for (const piece of csvPieces(periods)) writeAll(file, piece);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

/** A full disk may take only a part. */
function writeAll(file: number, bytes: Uint8Array): void {
	for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

async function toParquet(duck: Duck, from: string, to: string): Promise<void> {
	await duck.run('SET preserve_insertion_order = true');
	const columns = CELL_COLUMNS.map(
		(name) => `'${name}': '${name === 'count' ? 'INTEGER' : 'VARCHAR'}'`,
	);
	await duck.run(
		`COPY (SELECT * FROM read_csv(${quotePath(from)}, auto_detect = false, header = true, delim = ',', quote = '"', ` +
			`escape = '"', strict_mode = false, parallel = false, columns = {${columns.join(', ')}})) ` +
			`TO ${quoteText(to)} (FORMAT parquet)`,
	);
	const file = openSync(to, 'r');
	fsyncSync(file);
	closeSync(file);
}
