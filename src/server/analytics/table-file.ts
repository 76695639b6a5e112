/** Small tables (units, plans) from CSV or Parquet, with the line of each row, and the header of large ones. */
import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Duck } from './duckdb.ts';
import { scanCsv } from './csv-scan.ts';
import { walkCsv, type CsvProblem } from './csv-walk.ts';

/** What is wrong with an input, where: `line` counts physical lines, the header's is 1 (in Parquet: row number + 1). */
export type InputFault = { file: string; line: number; field: string; problem: string };
export type Faulty = { ok: false; fault: InputFault };

export type TableRow<Column extends string> = { line: number; values: Record<Column, string> };

export const isParquet = (path: string): boolean => /\.parquet$/i.test(path);

/** Reads the columns asked for, in whatever order they stand; others are passed over unread. */
export async function readTable<Column extends string>(
	duck: Duck,
	path: string,
	columns: readonly Column[],
): Promise<{ ok: true; rows: TableRow<Column>[] } | Faulty> {
	return isParquet(path) ? readParquet(duck, path, columns) : readCsv(path, columns);
}

function readCsv<Column extends string>(
	path: string,
	columns: readonly Column[],
): { ok: true; rows: TableRow<Column>[] } | Faulty {
	const scanned = scanCsv(path);
	const header = readHeader(path, columns);
	if ('fault' in scanned) return csvFault(path, scanned.fault, header.ok ? header.names : []);
	if (!header.ok) return header;
	const rows: TableRow<Column>[] = [];
	let first = true;
	const fault = walkCsv(
		path,
		({ line, width, fields }) => {
			if (first) return void (first = false);
			if (width !== header.names.length) return { problem: 'columns', line, column: width };
			const values = Object.fromEntries(
				columns.map((name, at) => [name, fields[header.places[at] as number]]),
			);
			rows.push({ line, values: values as Record<Column, string> });
			return undefined;
		},
		{ keep: true },
	);
	return fault ? csvFault(path, fault, header.names) : { ok: true, rows };
}

/** Column names of a CSV file, and where those asked for stand. */
export type Header = { ok: true; names: string[]; places: number[] };

/** Reads the header; each column asked for must stand there once. */
export function readHeader(path: string, columns: readonly string[]): Header | Faulty {
	let names: string[] = [];
	const fault = walkCsv(
		path,
		({ fields }) => {
			names = fields;
			return true;
		},
		{ keep: true },
	);
	return fault ? csvFault(path, fault, names) : checkColumns(path, names, columns);
}

export function checkColumns(
	path: string,
	names: string[],
	columns: readonly string[],
): Header | Faulty {
	for (const field of columns) {
		if (!names.includes(field)) return faulty(path, 1, field, 'missing-column');
		if (names.indexOf(field) !== names.lastIndexOf(field))
			return faulty(path, 1, field, 'column-twice');
	}
	return { ok: true, names, places: columns.map((name) => names.indexOf(name)) };
}

export const faulty = (file: string, line: number, field: string, problem: string): Faulty => ({
	ok: false,
	fault: { file, line, field, problem },
});

/** A fault of form: the field is the column's name, or its number where it has none. */
export function csvFault(
	path: string,
	fault: { line: number; column: number; problem: CsvProblem },
	names: readonly string[],
): Faulty {
	const field = names[fault.column] || `column ${fault.column + 1}`;
	return faulty(path, fault.line, field, fault.problem);
}

async function readParquet<Column extends string>(
	duck: Duck,
	path: string,
	columns: readonly Column[],
): Promise<{ ok: true; rows: TableRow<Column>[] } | Faulty> {
	const opened = await openParquet(duck, path, columns);
	if (!opened.ok) return opened;
	try {
		const found = await duck.rows<Record<Column, string>>(`${opened.select}`);
		return { ok: true, rows: found.map((values, at) => ({ line: at + 2, values })) };
	} catch {
		return faulty(path, 1, columns[0] ?? '', 'not-parquet');
	}
}

/** A SELECT of the columns as text; whole numbers stored as floating point lose their `.0`. */
export async function openParquet(
	duck: Duck,
	path: string,
	columns: readonly string[],
): Promise<{ ok: true; select: string } | Faulty> {
	if (!hasMagic(path)) return faulty(path, 1, columns[0] ?? '', 'not-parquet');
	const source = `read_parquet(${quotePath(path)}, hive_partitioning = false)`;
	let types: Map<string, string>;
	try {
		const described = await duck.rows<{ column_name: string; column_type: string }>(
			`DESCRIBE SELECT * FROM ${source}`,
		);
		types = new Map(described.map((column) => [column.column_name, column.column_type]));
	} catch {
		return faulty(path, 1, columns[0] ?? '', 'not-parquet');
	}
	const checked = checkColumns(path, [...types.keys()], columns);
	if (!checked.ok) return checked;
	const parts = columns.map(
		(name) => `coalesce(${textOf(name, types.get(name) ?? '')}, '') AS "${name}"`,
	);
	return { ok: true, select: `SELECT ${parts.join(', ')} FROM ${source}` };
}

/** Some writers leave text unmarked, as bytes; what is not UTF-8 then becomes empty, which no column but a name may be. */
function textOf(name: string, type: string): string {
	if (type === 'BLOB') return `TRY(decode("${name}"))`;
	const text = `CAST("${name}" AS VARCHAR)`;
	return /^(FLOAT|DOUBLE|DECIMAL)/.test(type) ? `regexp_replace(${text}, '\\.0+$', '')` : text;
}

/** A text as an SQL literal. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A path as an SQL literal that means this very file: DuckDB takes `*`, `?` and `[` for patterns and `~` for the home. */
export const quotePath = (path: string): string =>
	quoteText(resolve(path).replace(/[*?[]/g, '[$&]'));

function hasMagic(path: string): boolean {
	const file = openSync(path, 'r');
	try {
		const magic = Buffer.alloc(4);
		readSync(file, magic, 0, 4, 0);
		return magic.toString('latin1') === 'PAR1';
	} finally {
		closeSync(file);
	}
}
