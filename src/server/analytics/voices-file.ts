/** Opens a file of voices as the view `voices` that the staging questions read, whichever format it has. */
import { statSync } from 'node:fs';
import { VOICE_COLUMNS } from './count-staged.ts';
import { scanCsv } from './csv-scan.ts';
import { MAX_RECORD_BYTES, walkCsv, type CsvFault } from './csv-walk.ts';
import type { Duck } from './duckdb.ts';
import {
	csvFault,
	faulty,
	isParquet,
	openParquet,
	quotePath,
	readHeader,
	type Faulty,
} from './table-file.ts';

export type VoicesFile = {
	ok: true;
	path: string;
	bytes: number;
	/** How many records DuckDB must find; null where only it can tell (Parquet). */
	records: number | null;
	/** Physical line on which a record (from 1) starts. */
	lineOf(record: number): number;
	/** What was wrong with a file that DuckDB refused. @throws the error, where nothing was (no memory left, say). */
	explain(error: unknown): Faulty;
};

export async function openVoices(duck: Duck, path: string): Promise<VoicesFile | Faulty> {
	return isParquet(path) ? openVoicesParquet(duck, path) : openVoicesCsv(duck, path);
}

async function openVoicesParquet(duck: Duck, path: string): Promise<VoicesFile | Faulty> {
	const opened = await openParquet(duck, path, VOICE_COLUMNS);
	if (!opened.ok) return opened;
	await duck.run(`CREATE VIEW voices AS ${opened.select}`);
	return {
		ok: true,
		path,
		bytes: statSync(path).size,
		records: null,
		lineOf: (record) => record + 1,
		explain: (error) => {
			if (/out of memory/i.test(String(error))) throw error;
			return faulty(path, 1, VOICE_COLUMNS[0], 'not-parquet');
		},
	};
}

async function openVoicesCsv(duck: Duck, path: string): Promise<VoicesFile | Faulty> {
	const scanned = scanCsv(path);
	const header = readHeader(path, VOICE_COLUMNS);
	if ('fault' in scanned) return csvFault(path, scanned.fault, header.ok ? header.names : []);
	if (!header.ok) return header;
	const { names, places } = header;
	const { shape } = scanned;
	// A file without quotes and with one kind of line end is its own structure; any other is first read by the strict walker.
	const plain = !shape.quoted && (shape.newline === '\n' || shape.newline === '\r\n');
	const records = plain ? shape.lines - 1 : countRecords(path, names.length);
	if (typeof records !== 'number') return csvFault(path, records, names);
	const columns = names.map((_, at) => `'c${at}': 'VARCHAR'`);
	const chosen = VOICE_COLUMNS.map((name, at) => `c${places[at]} AS ${name}`);
	await duck.run(
		`CREATE VIEW voices AS SELECT ${chosen.join(', ')} FROM read_csv(${quotePath(path)}, auto_detect = false, hive_partitioning = false, compression = 'none', ` +
			`header = true, delim = ',', quote = '"', escape = '"', nullstr = '', max_line_size = ${2 * MAX_RECORD_BYTES}, ` +
			`${readingOf(plain)}, columns = {${columns.join(', ')}})`,
	);
	return {
		ok: true,
		path,
		bytes: shape.bytes,
		records,
		lineOf: (record) => lineOfRecord(path, record),
		explain: (error) => {
			const wrong = countRecords(path, names.length);
			if (typeof wrong === 'number') throw error;
			return csvFault(path, wrong, names);
		},
	};
}

/**
 * DuckDB reads a plain file in parallel and strictly; one with quotes or mixed line ends in one go, its form being known
 * to be good. It finds the line ends itself: told them together with strictness, 1.5.4 reads a CRLF file as empty.
 */
const readingOf = (plain: boolean): string =>
	plain ? 'strict_mode = true' : 'strict_mode = false, parallel = false';

/** Records under the header, or the first fault of form. */
function countRecords(path: string, columns: number): number | CsvFault {
	let records = -1;
	const fault = walkCsv(
		path,
		({ line, width }) => {
			if (width !== columns) return { problem: 'columns', line, column: width };
			records++;
			return undefined;
		},
		{ keep: false },
	);
	return fault ?? records;
}

function lineOfRecord(path: string, record: number): number {
	let seen = -1;
	let found = 1;
	walkCsv(
		path,
		({ line }) => {
			found = line;
			return ++seen === record ? true : undefined;
		},
		{ keep: false },
	);
	return found;
}
