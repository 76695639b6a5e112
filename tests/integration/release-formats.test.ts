/** The same voices, however they are written: CSV in any legal dialect, Parquet, odd paths, files too large to keep. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formPools } from '#release/pools.ts';
import { treeOf } from '#release/samples.ts';
import { openStaging } from '#server/analytics/duckdb.ts';
import { stageFile } from '#server/analytics/stage-file.ts';
import { run } from '../../src/cli/commands/release.ts';
import {
	EXACT,
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

describe('the formats', () => {
	const dialect = fc.record({
		plain: fc.boolean(),
		bom: fc.boolean(),
		last: fc.boolean(),
		ends: fc.constantFrom(['\n'], ['\r\n'], ['\n', '\r\n']),
		blank: fc.boolean(),
		quote: fc.constantFrom(0, 0.3, 1),
		seed: fc.nat(),
		extra: fc.boolean(),
	});

	it('reads the same voices from any legal way to write them', async () => {
		const odd = [
			'plain',
			'with,comma',
			'with "quotes"',
			'two\nlines',
			'two\r\nlines',
			' spaced ',
			"l'été",
			'""',
			'🙂',
		];
		const tableOf = (plain: boolean) => [
			HEAD.trimEnd().split(','),
			...Array.from({ length: 40 }, (_, i) => [
				`2026-1${i % 3}`,
				i % 2 ? 'a' : 'b',
				`${plain ? 'voice' : odd[i % odd.length]}${i}`,
				String((i % 3) - 1),
				'none',
				'none',
				i % 4 ? 'values-' : '',
			]),
		];
		const units = UNITS.replaceAll(',20', ',40');
		const voices = `${tableOf(true)
			.map((row) => row.join())
			.join('\n')}\n`;
		const { cells } = await releaseFiles({ units, voices });
		expect(cells).toContain('2026-10,r,valence,1,');
		await fc.assert(
			fc.asyncProperty(dialect, async (way) => {
				const other = await releaseFiles({
					units,
					voices: write(tableOf(way.plain), way),
				});
				expect([other.code, place.said]).toEqual([0, '']);
				expect(other.cells).toBe(cells);
			}),
			{ numRuns: 50 },
		);
	});

	it('reads and writes Parquet, whole numbers in any type', async () => {
		put('U0.csv', UNITS);
		put('V0.csv', good());
		const duck = await (await DuckDBInstance.create(':memory:')).connect();
		await duck.run(`COPY (SELECT * REPLACE (eligible::DOUBLE AS eligible) FROM read_csv('${path('U0.csv')}')) TO '${path('U.parquet')}';
			COPY (SELECT * REPLACE (valence::INTEGER AS valence) FROM read_csv('${path('V0.csv')}')) TO '${path('V.parquet')}'`);
		const code = await run([
			'--units',
			path('U.parquet'),
			'--voices',
			path('V.parquet'),
			'--out',
			path('C.parquet'),
			...EXACT,
		]);
		expect([code, place.said]).toEqual([0, '']);
		const { cells } = await releaseFiles({});
		const rows = (await duck.runAndReadAll(`SELECT * FROM '${path('C.parquet')}'`)).getRowsJS();
		expect(rows.map((row) => row.join()).join('\n')).toBe(
			cells!.trimEnd().split('\n').slice(1).join('\n'),
		);
		expect(readdirSync(place.folder).filter((name) => name.includes('aside'))).toEqual([]);
	});

	it('reads a file too large to keep again for each question, and comes to the same', async () => {
		const units = treeOf([
			{ unitId: 'r', parentId: null, name: '', eligible: 0 },
			{ unitId: 'a', parentId: 'r', name: '', eligible: 20 },
			{ unitId: 'b', parentId: 'r', name: '', eligible: 20 },
		]);
		const small = { keepBytes: 0, marksAtOnce: 3 };
		const stage = async (text: string, limits?: typeof small) => {
			const duck = await openStaging('files');
			const staged = await stageFile(duck, put('V.csv', text), units, formPools(units, 8), limits);
			duck.close();
			return staged;
		};
		expect(await stage(good(), small)).toEqual(await stage(good()));
		const double = good() + voicesOf('b', 1);
		expect(await stage(double, small)).toMatchObject({
			ok: false,
			fault: { line: 19, field: 'voice' },
		});
	});

	it('takes a path for a path, whatever DuckDB would make of it', async () => {
		const home = place.folder;
		place.folder = join(home, "period=2026-12 [a-z]* it's?");
		mkdirSync(place.folder);
		const { code, cells } = await releaseFiles({});
		expect([code, place.said]).toEqual([0, '']);
		expect(cells).toContain('2026-11,r,valence,1,17');
		const args = ['--units', path('U.csv'), '--voices', path('V.csv'), ...EXACT];
		expect(await run([...args, '--out', path('C.parquet')])).toBe(0);
		place.folder = home;
	});

	it('names the row of a Parquet file, and refuses what is none', async () => {
		const duck = await (await DuckDBInstance.create(':memory:')).connect();
		put('V0.csv', good().replace('b,b3,1', 'b,b3,2'));
		await duck.run(`COPY (SELECT * FROM read_csv('${path('V0.csv')}')) TO '${path('V.parquet')}'`);
		const args = (voices: string) => [
			'--units',
			put('U.csv', UNITS),
			'--voices',
			voices,
			'--out',
			path('C.csv'),
			...EXACT,
		];
		expect(await run(args(path('V.parquet')))).toBe(2);
		expect(place.said).toMatch(/V\.parquet, line 14, field valence/);
		expect(await run(args(put('W.parquet', 'PAR1 nothing of the kind')))).toBe(2);
		expect(await run(args(put('X.parquet', '')))).toBe(2);
		await duck.run(
			`COPY (SELECT * EXCLUDE (emotion) FROM read_csv('${path('V0.csv')}')) TO '${path('Y.parquet')}'`,
		);
		place.said = '';
		expect(await run(args(path('Y.parquet')))).toBe(2);
		expect(place.said).toMatch(/Y\.parquet, line 1, field emotion/);
	});
});

function write(
	rows: string[][],
	way: {
		plain: boolean;
		bom: boolean;
		last: boolean;
		ends: readonly string[];
		blank: boolean;
		quote: number;
		seed: number;
		extra: boolean;
	},
): string {
	let state = way.seed;
	const chance = () => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0), state / 2 ** 32);
	const field = (value: string) =>
		/[",\r\n]/.test(value) || chance() < way.quote ? `"${value.replaceAll('"', '""')}"` : value;
	let text = way.bom ? '\ufeff' : '';
	for (const [at, row] of rows.entries()) {
		const note = way.plain ? 'note' : 'note, with a comma';
		const more = way.extra ? [at ? note : 'remark'] : [];
		text += [...more, ...row].map(field).join(',');
		const end = way.ends[Math.floor(chance() * way.ends.length)]!;
		if (at < rows.length - 1 || way.last) text += end;
		if (way.blank && at > 0 && chance() < 0.2 && text.endsWith('\n')) text += end;
	}
	return text;
}
