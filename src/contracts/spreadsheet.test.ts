import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectCell, unprotectCell, writeCsv } from './spreadsheet.ts';

describe('a cell for a spreadsheet', () => {
	it.each(['=1+1', '+33', '-2+3', '@SUM(A1)', '\t=1', "'quoted", '＝1'])(
		'does not run as a formula when it is %j',
		(cell) => expect(protectCell(cell)).toBe(`'${cell}`),
	);

	it.each(['0.5', '-0.5', '-12,5', 'word', '', 'a=b'])('stays as it is when it is %j', (cell) =>
		expect(protectCell(cell)).toBe(cell),
	);

	it('comes back as it was', () => {
		const cell = fc.oneof(fc.string(), fc.constantFrom('=', "'", '-1', "''=x", '@manager'));
		fc.assert(
			fc.property(cell, (text) => {
				expect(unprotectCell(protectCell(text))).toBe(text);
			}),
		);
	});
});

describe('a CSV file', () => {
	it('is read back cell by cell by another reader, with either separator', () => {
		const rows = fc.array(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), {
			minLength: 1,
		});
		fc.assert(
			fc.property(rows, fc.constantFrom(',' as const, ';' as const), (cells, separator) => {
				const options = { bom: true, delimiter: separator, relax_column_count: true };
				expect(parse(writeCsv(cells, separator), options)).toEqual(cells);
			}),
		);
	});
});
