import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCheckIns } from './corpora.ts';

const root = mkdtempSync(join(tmpdir(), 'murmure-corpora-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const json = (text: string) =>
	`${JSON.stringify({ text, valence: 1, emotions: ['joy'], factors: [], difficulty: 'none', safety: null })}\n`;
const FILES = {
	'fr-01.jsonl': json('un'),
	'fr-09.jsonl': json('deux'),
	'fr-10.jsonl': json('six') + '{not JSON\n',
	'fr-13.jsonl': json('trois'),
	'en-01.jsonl': json('one'),
	'load.ts': 'export {};\n',
	'check-ins/fr-a.tsv': 'h + jo . n .\tquatre\nh +\tvalence alone\n',
	'hold-out/fr-b.tsv': 'p - fa I- f .\tcinq\n',
	'hold-out/fr-c.tsv': 'h - . . n .\tsept\nh ? . . n .\tfaux\n',
};
for (const [name, text] of Object.entries(FILES)) {
	const file = join(root, 'tests/corpus', name);
	mkdirSync(join(file, '..'), { recursive: true });
	writeFileSync(file, text);
}

test('check-ins are read in both forms, those set aside known as such, faulty files told and left out', () => {
	const faults: string[] = [];
	const read = readCheckIns(root, 'fr', (fault) => faults.push(fault.slice(root.length + 1)));
	expect(read.map(({ text, holdOut }) => [text, holdOut])).toEqual([
		['un', false],
		['trois', false],
		['quatre', false],
		['deux', true],
		['cinq', true],
	]);
	expect(read[4]!.labels).toEqual({
		valence: -1,
		emotions: ['fatigue'],
		factors: ['intensity-'],
		difficulty: 'fatigue',
		safety: null,
	});
	expect(faults).toEqual([
		'tests/corpus/fr-10.jsonl:2: not JSON',
		'tests/corpus/hold-out/fr-c.tsv:2: unknown valence "?"',
	]);
});

test('a copy without texts has none', () => expect(readCheckIns('/nowhere', 'fr', () => {})).toEqual([]));
