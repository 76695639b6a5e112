/** Reads the CSV files that administrators bring: whatever a spreadsheet writes, refused with line and field. */
import { CsvError, parse } from 'csv-parse/sync';
import { fail, ok, type Result } from '#contracts/errors.ts';

export type CsvRow = {
	/** Line of the file on which the row ends; the header is line 1. */
	line: number;
	/** The trimmed value; empty where the column is absent. */
	get(column: string): string;
};
export type CsvTable = { columns: Set<string>; rows: CsvRow[] };

/**
 * UTF-8 with or without BOM, LF or CRLF, comma, semicolon or tab (the header tells).
 * @returns CSV_MALFORMED with the line, and the missing column as `field`.
 */
export function readCsv(
	content: string | Uint8Array,
	required: readonly string[],
	optional: readonly string[],
): Result<CsvTable> {
	let text: string;
	try {
		text =
			typeof content === 'string'
				? content
				: new TextDecoder('utf-8', { fatal: true }).decode(content);
	} catch {
		return fail('CSV_MALFORMED', { line: 1, value: 'UTF-8' });
	}
	const first = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1);
	const delimiter = [';', '\t'].find((mark) => first.includes(mark)) ?? ',';
	let records: { record: string[]; info: { lines: number } }[];
	try {
		records = parse(text, {
			delimiter,
			bom: true,
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
			skip_records_with_empty_values: true,
			trim: true,
		}) as unknown as typeof records;
	} catch (error) {
		const lines = error instanceof CsvError ? (error as { lines?: number }).lines : undefined;
		return fail('CSV_MALFORMED', { line: lines ?? 1 });
	}
	const [header, ...body] = records;
	if (!header) return fail('CSV_MALFORMED', { line: 1, field: required[0] ?? '' });
	const names = header.record.map((name) => name.toLowerCase());
	for (const column of required)
		if (!names.includes(column)) return fail('CSV_MALFORMED', { line: 1, field: column });
	for (const [place, name] of names.entries()) {
		const known = required.includes(name) || optional.includes(name);
		if (!known || names.indexOf(name) !== place)
			return fail('CSV_MALFORMED', { line: 1, field: name.slice(0, 40) });
	}
	const rows: CsvRow[] = [];
	for (const { record, info } of body) {
		if (record.length > names.length) return fail('CSV_MALFORMED', { line: info.lines });
		rows.push({ line: info.lines, get: (column) => record[names.indexOf(column)] ?? '' });
	}
	return ok({ columns: new Set(names), rows });
}
