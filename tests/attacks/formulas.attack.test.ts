/** The attacker writes spreadsheet formulas where they will be exported and opened by somebody else. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { protectCell, unprotectCell, writeCsv } from '#contracts/spreadsheet.ts';
import { readLexiconRows } from '#server/services/read-lexicon.ts';

const FORMULAS = [
	"=cmd|' /C calc'!A0",
	'+1+1',
	'-2+3+cmd',
	'@SUM(A1)',
	'\t=1+1',
	'\r=1+1',
	'＝1+1',
	'＋1',
	'－1+x',
	'＠x',
	"'=1",
];
/** What a spreadsheet runs: a cell whose first character is one of these. */
const RUNS = /^[=+\-@\t\r＝＋－＠]/;

it('opens as text in every cell, and as itself again when read back', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...FORMULAS),
			fc.string(),
			fc.constantFrom(',', ';' as const),
			(head, tail, mark) => {
				const cell = head + tail;
				const separator = mark as ',' | ';';
				const csv = writeCsv([[protectCell(cell), 'x']], separator);
				const [row] = parse(csv, { bom: true, delimiter: separator, trim: false }) as string[][];
				expect(row).toHaveLength(2);
				expect(row![0]).not.toMatch(RUNS);
				expect(unprotectCell(row![0]!)).toBe(cell);
			},
		),
	);
	for (const number of ['-1', '12', '-0,5', '3.25']) expect(protectCell(number)).toBe(number);
	expect(typeof readLexiconRows).toBe('function');
});
