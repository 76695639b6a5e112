/** A theme file as CSV for LibreOffice or Excel, and back: the same file byte for byte, unless cells were changed. */
import { CsvError, parse } from 'csv-parse/sync';
import { protectCell, unprotectCell, writeCsv } from '#contracts/spreadsheet.ts';
import { headerOf, type Problem } from './tsv.ts';

/** @param separator `;` for spreadsheets where the comma is the decimal mark */
export function toCsv(tsv: string, separator: ',' | ';'): string {
	const lines = tsv.replace(/^\uFEFF/, '').split(/\r?\n/);
	if (lines.at(-1) === '') lines.pop();
	return writeCsv(
		lines.map((line) => line.split('\t').map(protectCell)),
		separator,
	);
}

/**
 * The rows of a CSV file as the theme file holds them, and by line of that (from 0) the line of the CSV on which it ends; faults by file and line otherwise: bytes that are not UTF-8, quotes left open,
 * another header, too many cells, a tab or a line end within a cell. What the rows say is for the compiler to check.
 */
export function fromCsv(
	content: Uint8Array,
	table: string,
	file: string,
): { tsv: string; lineOf: number[] } | { problems: Problem[] } {
	const fault = (line: number, field: string, message: string): Problem => ({ file, line, field, message });
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(content);
	} catch {
		return { problems: [fault(1, 'file', 'is not UTF-8: save it as “CSV UTF-8”')] };
	}
	const header = headerOf(table);
	let records: { record: string[]; info: { lines: number } }[];
	try {
		records = parse(text, {
			bom: true,
			delimiter: separatorOf(text),
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
		}) as unknown as typeof records;
	} catch (error) {
		const line = error instanceof CsvError ? (error as { lines?: number }).lines : undefined;
		return { problems: [fault(line ?? 1, 'file', (error as Error).message)] };
	}
	const [first, ...rows] = records;
	if (first?.record.join('\t') !== header.join('\t'))
		return { problems: [fault(1, 'header', `expected: ${header.join(' ')}`)] };
	const problems: Problem[] = [];
	const lineOf = [1];
	const lines = rows.flatMap(({ record, info }) => {
		const cells = record.map(unprotectCell);
		// A spreadsheet may write a line of nothing but separators for a row that was emptied.
		if (cells.every((cell) => cell.trim() === '')) return [];
		if (cells.length > header.length)
			problems.push(fault(info.lines, 'row', `${cells.length} columns, expected ${header.length}`));
		cells.forEach((cell, at) => {
			if (/[\t\r\n]/.test(cell))
				problems.push(fault(info.lines, header[at] ?? 'row', 'a tab or a line end within the cell'));
		});
		const weight = header.indexOf('weight');
		// A spreadsheet of a country that writes 0,5 saves it so.
		if (/^\d+,\d+$/.test(cells[weight] ?? '')) cells[weight] = cells[weight]!.replace(',', '.');
		lineOf.push(info.lines);
		return [cells.join('\t')];
	});
	if (problems.length > 0) return { problems };
	return { tsv: [header.join('\t'), ...lines, ''].join('\n'), lineOf };
}

/** The one that stands first in the header: column names hold none of them. */
function separatorOf(text: string): string {
	return /[;,\t]/.exec(text)?.[0] ?? ',';
}
