/** `murmure release` as a user meets it: options in, a file out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/commands/release.ts';
import {
	count,
	good,
	HEAD,
	path,
	place,
	put,
	releaseFiles,
	UNITS,
	voicesOf,
	useFolder,
} from './release-rig.ts';

useFolder();

describe('murmure release', () => {
	it('writes every category of every measure for each visible unit', async () => {
		const { code, cells } = await releaseFiles({});
		expect([code, place.said]).toEqual([0, '']);
		const lines = cells!.trimEnd().split('\n');
		expect(lines[0]).toBe('period,unit_id,measure,category,count');
		expect(lines).toHaveLength(1 + 3 * 36);
		expect(lines.slice(1, 4)).toEqual([
			'2026-11,r,valence,-1,0',
			'2026-11,r,valence,0,0',
			'2026-11,r,valence,1,17',
		]);
		expect(count(cells, '2026-11,a,factor,relations+')).toBe('9');
		expect(count(cells, '2026-11,b,emotion,none')).toBe('0');
	});

	it('adds noise unless told otherwise', async () => {
		const { cells } = await releaseFiles({}, []);
		const nonZero = cells!.split('\n').filter((line) => /,b,emotion,(?!joy)\w+,-?[1-9]/.test(line));
		expect(nonZero.length).toBeGreaterThan(0);
		const again = await releaseFiles({}, []);
		expect(again.cells).not.toBe(cells);
	});

	it('writes the header alone for a file without voices', async () => {
		for (const voices of [HEAD, HEAD.trimEnd()])
			expect(await releaseFiles({ voices })).toEqual({
				code: 0,
				cells: 'period,unit_id,measure,category,count\n',
			});
	});

	it('has no row for a hidden unit, and none at all for a period with a hidden root', async () => {
		const voices = HEAD + voicesOf('a', 9) + voicesOf('b', 3) + voicesOf('a', 7, '2026-12');
		const { cells } = await releaseFiles({ voices });
		expect(
			new Set(
				cells!
					.split('\n')
					.slice(1, -1)
					.map((line) => line.split(',').slice(0, 2).join()),
			),
		).toEqual(new Set(['2026-11,r']));
		expect(count(cells, '2026-11,r,valence,1')).toBe('12');
	});

	it('counts a voice in its pool, and nowhere where nothing is open', async () => {
		const units = 'unit_id,parent_id,name,eligible\nr,,R,0\na,r,A,20\na1,a,A1,3\nx,r,X,0\n';
		const voices =
			HEAD + voicesOf('a1', 3) + voicesOf('a', 8) + voicesOf('x', 9) + voicesOf('r', 9);
		const { code, cells } = await releaseFiles({ units, voices });
		expect(code).toBe(0);
		expect(count(cells, '2026-11,a,valence,1')).toBe('11');
		expect(count(cells, '2026-11,r,valence,1')).toBe('11');
		expect(cells).not.toContain(',x,');
	});

	it('follows the plan: depths, and measures left out', async () => {
		const { cells } = await releaseFiles({ plan: 'measure,max_depth\nvalence,1\nemotion,0\n' });
		const kinds = new Set(
			cells!
				.split('\n')
				.slice(1, -1)
				.map((line) => line.split(',').slice(1, 3).join(' ')),
		);
		expect(kinds).toEqual(new Set(['r valence', 'r emotion', 'a valence', 'b valence']));
	});

	it('says nothing of the order of its input', async () => {
		const rows = (voicesOf('a', 9) + voicesOf('b', 8) + voicesOf('b', 8, '2026-02'))
			.trimEnd()
			.split('\n');
		const one = await releaseFiles({ voices: `${HEAD}${rows.join('\n')}\n` });
		const other = await releaseFiles({
			units: 'eligible,name,parent_id,unit_id\n20,B,r,b\n20,A,r,a\n0,Root,,r\n',
			voices: `${HEAD}${rows.reverse().join('\n')}\n`,
		});
		expect(other.cells).toBe(one.cells);
		expect(one.cells!.split('\n')[1]).toMatch(/^2026-02/);
	});

	it.each(['2026-W53', '2026-W05', '2026-W45/W46', '2026-W53/W01', '2024-02'])(
		'takes the period %s',
		async (period) => {
			const { code, cells } = await releaseFiles({ voices: HEAD + voicesOf('a', 9, period) });
			expect([code, place.said]).toEqual([0, '']);
			expect(count(cells, `${period},r,valence,1`)).toBe('9');
		},
	);

	it('quotes ids that need it', async () => {
		const units =
			'unit_id,parent_id,name,eligible\n"r, ""the"" top",,R,0\n"a\nb","r, ""the"" top",A,9\n';
		const voices = HEAD + voicesOf('X', 8).replaceAll(',X,X', ',"a\nb",X');
		const { code, cells } = await releaseFiles({ units, voices });
		expect([code, place.said]).toEqual([0, '']);
		expect(cells).toContain('2026-11,"r, ""the"" top",valence,1,8\n');
		expect(cells).toContain('2026-11,"a\nb",valence,1,8\n');
	});
});

describe('usage', () => {
	it.each([
		['no option at all', []],
		['k under five', ['--k', '4']],
		['a k that is no whole number', ['--k', '5.5']],
		['a k that is no number', ['--k', 'five']],
		['an empty k', ['--k', '']],
		['noise off with k under eight', ['--k', '7', '--noise', 'off']],
		['another noise', ['--noise', 'maybe']],
		['an unknown option', ['--epsilon', '2']],
		['an operand', ['more']],
	])('refuses %s', async (what, options) => {
		const args =
			what === 'no option at all'
				? []
				: [
						'--units',
						put('U.csv', UNITS),
						'--voices',
						put('V.csv', good()),
						'--out',
						path('C.csv'),
					];
		expect(await run([...args, ...options])).toBe(2);
		expect(place.said.length).toBeGreaterThan(10);
		expect(existsSync(path('C.csv'))).toBe(false);
	});

	it('refuses files that are not there, and an OUT that would overwrite an input', async () => {
		const [units, voices] = [put('U.csv', UNITS), put('V.csv', good())];
		const out = path('C.csv');
		expect(await run(['--units', path('none.csv'), '--voices', voices, '--out', out])).toBe(2);
		expect(await run(['--units', units, '--voices', place.folder, '--out', out])).toBe(2);
		expect(await run(['--units', units, '--voices', voices, '--out', voices])).toBe(2);
		expect(await run(['--units', units, '--voices', voices, '--out', place.folder])).toBe(2);
		expect(
			await run(['--units', units, '--voices', voices, '--out', join(place.folder, 'no', 'C.csv')]),
		).toBe(2);
		expect(
			await run(['--units', units, '--voices', voices, '--plan', path('none.csv'), '--out', out]),
		).toBe(2);
		expect(readFileSync(voices, 'utf8')).toBe(good());
	});

	it.skipIf(!existsSync('/proc/self'))('fails with 1 where OUT cannot be written', async () => {
		const [units, voices] = [put('U.csv', UNITS), put('V.csv', good())];
		const out = '/proc/self/C.csv';
		expect(await run(['--units', units, '--voices', voices, '--out', out])).toBe(1);
		expect(place.said).toMatch(/nothing was written/);
	});
});
