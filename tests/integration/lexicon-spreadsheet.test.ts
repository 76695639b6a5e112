/** The linguist's round trip through a spreadsheet, on a copy of the lexicon. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportThemes, importThemes } from '../../src/cli/commands/lexicon-spreadsheet.ts';

const root = mkdtempSync(join(tmpdir(), 'murmure-sheets-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const name of ['fr', 'weights.tsv'])
	cpSync(join('src/lexicon', name), join(root, 'src/lexicon', name), { recursive: true });

const sheet = (theme: string) => join(root, 'sheets', `fr-${theme}.csv`);
const tsv = (theme: string) => readFileSync(join(root, `src/lexicon/fr/${theme}.tsv`), 'utf8');
const edit = (theme: string, change: (csv: string) => string) =>
	writeFileSync(sheet(theme), change(readFileSync(sheet(theme), 'utf8')));

let said = '';
beforeEach(() => {
	said = '';
	const listen = (text: unknown) => ((said += String(text)), true);
	vi.spyOn(process.stdout, 'write').mockImplementation(listen);
	vi.spyOn(process.stderr, 'write').mockImplementation(listen);
	exportThemes(['fr', 'idioms', 'hints', '--to', join(root, 'sheets')], root);
});
afterEach(() => vi.restoreAllMocks());

describe('the spreadsheet round trip', () => {
	it('changes nothing where nothing was changed', () => {
		const before = [tsv('idioms'), tsv('hints')];
		expect(importThemes([sheet('idioms'), sheet('hints')], root)).toBe(0);
		expect([tsv('idioms'), tsv('hints')]).toEqual(before);
		expect(said).toContain('is unchanged');
	});

	it('takes over a new row, as a spreadsheet of a country with decimal commas saves it', () => {
		const before = tsv('idioms');
		edit('idioms', (csv) => `${csv}zglorber sec;x;fatigue;0,8;;On a zglorber sec.;own;\r\n`);
		expect(importThemes([sheet('idioms')], root)).toBe(0);
		expect(tsv('idioms')).toBe(
			`${before}zglorber sec\tx\tfatigue\t0.8\t\tOn a zglorber sec.\town\t\n`,
		);
	});

	it('refuses every faulty row by file and line, and changes neither file', () => {
		const before = [tsv('idioms'), tsv('hints')];
		edit('hints', (csv) => csv.split('\r\n').slice(0, -2).join('\r\n'));
		const rows = [
			'zou zou;x;tiredness;0,8;;Zou zou.;own;',
			'zlou zlou;x;joy;0,8;;Rien.;own;',
			'zglorber sec;x;joy;0,8;;Zglorber sec.;own;',
		];
		edit('idioms', (csv) => csv + rows.map((row) => `${row}\r\n`).join(''));
		expect(importThemes([sheet('hints'), sheet('idioms')], root)).toBe(2);
		const line = before[0]!.split('\n').length;
		const at = (row: number) => `${sheet('idioms')}:${line + row}: `;
		expect(said).toContain(`${at(0)}effect: unknown label "tiredness"`);
		expect(said).toContain(`${at(1)}example: does not trigger its row`);
		expect(said).toContain(`${at(2)}term: same pattern as`);
		expect([tsv('idioms'), tsv('hints')]).toEqual(before);
	});

	it('refuses a file that is named after no theme', () => {
		expect(importThemes([join(root, 'sheets/fr-nothing.csv')], root)).toBe(2);
		expect(said).toContain('fr-nothing.csv:1: file: there is no such file');
	});
});
