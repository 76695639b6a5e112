/** CSV that spreadsheets open as it is meant: in the right encoding and columns, and with no cell that runs as a formula. */

/** What a spreadsheet would take for a formula, and our own mark itself, so that it can be taken off again. */
const DANGEROUS = /^['=+\-@\t\r＝＋－＠]/;
const NUMBER = /^-?\d+([.,]\d+)?$/;

/** A cell that begins like a formula gets an apostrophe in front (OWASP, "CSV Injection"); numbers stay numbers. */
export const protectCell = (cell: string): string =>
	DANGEROUS.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;

/** Gives back the cell that `protectCell` was given. */
export const unprotectCell = (cell: string): string =>
	cell.startsWith("'") ? cell.slice(1) : cell;

/**
 * RFC 4180 with a byte order mark, so that Excel reads UTF-8. Cells come out as they are: protect those that people wrote.
 * @param separator `;` where the comma is the decimal mark: a spreadsheet there splits columns by it
 */
export function writeCsv(rows: readonly (readonly string[])[], separator: ',' | ';'): string {
	const quote = (cell: string): string =>
		/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
	return `\uFEFF${rows.map((row) => `${row.map(quote).join(separator)}\r\n`).join('')}`;
}
