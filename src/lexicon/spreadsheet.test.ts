import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGS } from '#contracts/ids.ts';
import { fromCsv, toCsv } from './spreadsheet.ts';
import { headerOf } from './tsv.ts';

const back = (csv: string, table = 'idioms') => fromCsv(new TextEncoder().encode(csv), table, 'fr-idioms.csv');
const HEADER = headerOf('idioms').join(',');

describe('a theme file taken to a spreadsheet and back', () => {
	const files = LANGS.flatMap((lang) =>
		readdirSync(`src/lexicon/${lang}`).map((name) => [`${lang}/${name}`, name.replace('.tsv', '')] as const),
	);
	test.each(files)('is the same file: %s', (file, table) => {
		const tsv = readFileSync(`src/lexicon/${file}`, 'utf8');
		for (const separator of [',', ';'] as const) expect(back(toCsv(tsv, separator), table)).toMatchObject({ tsv });
	});

	test('is the same file whatever stands in its cells', () => {
		const cell = fc.oneof(
			fc.string({ unit: 'grapheme' }).filter((text) => !/[\t\r\n]/.test(text)),
			fc.constantFrom('=', "'", '=1+1', '"', '0.5', '-1', '@manager', ' à ', ';', ','),
		);
		const row = fc
			.array(cell, { minLength: 3, maxLength: 8 })
			.filter((cells) => cells.some((text) => text.trim() !== '') && !/^\d+,\d+$/.test(cells[3] ?? ''));
		fc.assert(
			fc.property(fc.array(row), fc.constantFrom(',' as const, ';' as const), (rows, separator) => {
				const tsv = [headerOf('idioms'), ...rows].map((cells) => `${cells.join('\t')}\n`).join('');
				expect(back(toCsv(tsv, separator))).toMatchObject({ tsv });
			}),
		);
	});

	test('opens as UTF-8, and runs nothing', () => {
		const csv = toCsv(`${headerOf('idioms').join('\t')}\n=a\tx\t@b\n`, ';');
		expect(csv).toBe(`\uFEFF${headerOf('idioms').join(';')}\r\n'=a;x;'@b\r\n`);
	});
});

describe('what a spreadsheet saved', () => {
	test('may have decimal commas, full rows, and emptied ones', () => {
		const csv = `${HEADER.replaceAll(',', ';')}\nRAS;i;neutral;0,6;;RAS;own;\n;;;;;;;\n`;
		expect(back(csv)).toEqual({ lineOf: [1, 2], tsv: `${headerOf('idioms').join('\t')}\nRAS\ti\tneutral\t0.6\t\tRAS\town\t\n` });
	});

	test.each([
		['another header', 'term,effect\n', 1, 'header'],
		['too many cells', `${HEADER}\na,x,joy,0.5,,a,own,,more\n`, 2, 'row'],
		['a line end within a cell', `${HEADER}\na,x,joy\nb,x,"jo\ny"\n`, 4, 'effect'],
		['a quote left open', `${HEADER}\n"a,x,joy\n`, 2, 'file'],
	])('is refused with %s', (_, csv, line, field) => {
		const result = back(csv);
		expect('problems' in result && result.problems[0]).toMatchObject({ file: 'fr-idioms.csv', line, field });
	});

	test('is refused if it is not UTF-8', () => {
		const result = fromCsv(Uint8Array.of(0xe9, 0x2c), 'idioms', 'x.csv');
		expect('problems' in result && result.problems[0]).toMatchObject({ line: 1, field: 'file' });
	});
});
