import { describe, expect, test } from 'vitest';
import { fixtureInflector, fixtureSources } from '#engine/fixture.ts';
import { createProbe } from '#engine/probe.ts';
import { compile } from './compile.ts';
import { listUnused } from './unused.ts';

const HEADER = 'term\tpos\teffect\tweight\tforms\texample\tsource\tnote';
const ROWS = [
	'(zaba|zebo tout) …2 (zibu|zobu)?\tx\tjoy\t0.5\t\tUn zaba.\town\t',
	'zyva\tx\tjoy\t0.5\t\tUn zyva.\town\t',
	'zuta\tx\tcrisis\t0.5\t\tUn zuta.\town\t',
];

function compiled(unshipped: string[], shipped: boolean) {
	const sources = [
		...fixtureSources('fr'),
		{ file: 'fr/values.tsv', text: [HEADER, ...ROWS, ''].join('\n') },
		{
			file: 'fr/unshipped.tsv',
			text: ['file\trow\tunshipped', ...unshipped, ''].join('\n'),
		},
	];
	return compile(sources, 'fr', fixtureInflector, { probe: false, shipped });
}

/** Does some row of values.tsv fire? */
function fires(unshipped: string[], text: string): boolean {
	const { lexicon, rows } = compiled(unshipped, true);
	const fired = createProbe(lexicon)(text);
	return rows.some(({ file }, row) => file === 'fr/values.tsv' && fired.has(row));
}

describe('what is not shipped', () => {
	const lines = listUnused(
		compiled([], false).assembly,
		['un zaba zibu', 'zaba zibu', 'zyva', 'zuta'],
		{ row: 2, choice: 2, member: 2 },
	)
		.filter(({ file }) => file === 'values')
		.map(({ file, row, unshipped }) => `${file}\t${row}\t${unshipped}`);

	test('are the rows and choices that too few texts use; for alarms one is enough', () => {
		expect(lines).toEqual([
			'values\t(zaba|zebo tout) …2 (zibu|zobu)?\tzebo tout|zobu',
			'values\tzyva\t*',
		]);
	});
	test.each([
		['zaba zibu', true],
		['zaba', true],
		['zebo tout', false],
		['zyva', false],
		['zuta', true],
	])('decides whether "%s" is heard: %s', (text, heard) => {
		expect(fires([], text)).toBe(true);
		expect(fires(lines, text)).toBe(heard);
	});
});

describe('an addition of the organisation with the words of a row', () => {
	const addition = (term: string) => {
		const sources = [
			...fixtureSources('fr'),
			{ file: 'fr/values.tsv', text: [HEADER, ...ROWS, ''].join('\n') },
			{ file: 'fr/unshipped.tsv', text: 'file\trow\tunshipped\nvalues\tzyva\t*\n' },
			{ file: 'own/fr.tsv', table: 'custom', own: true as const, text: `${HEADER}\n${term}\tx\tanger\t0.5\t\tUn ${term}.\town\t\n` },
		];
		const { lexicon, rows, problems } = compile(sources, 'fr', fixtureInflector, { shipped: true });
		const fired = createProbe(lexicon)(`Un ${term}.`);
		return {
			faults: problems.filter(({ file }) => file === 'own/fr.tsv').map(({ message }) => message),
			spoken: rows.filter((_, row) => fired.has(row)).map(({ file }) => file),
		};
	};

	test('is taken where the row is not shipped', () =>
		expect(addition('zyva')).toEqual({ faults: [], spoken: ['own/fr.tsv'] }));
	test('is refused where it is', () =>
		expect(addition('zuta').faults).toEqual(['same pattern as fr/values.tsv:4']));
});
