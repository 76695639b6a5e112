/** The attacker watches the disk while voices are counted: what is counted before the noise must exist in memory alone. */
import { readdirSync, readlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openStaging } from '#server/analytics/duckdb.ts';

/** Regular files that this process has open for itself, by path. */
function openFiles(): string[] {
	return readdirSync('/proc/self/fd').flatMap((fd) => {
		try {
			const target = readlinkSync(`/proc/self/fd/${fd}`);
			return target.startsWith('/') && !/^\/(dev|proc|sys)\//.test(target) ? [target] : [];
		} catch {
			return [];
		}
	});
}

it.runIf(process.platform === 'linux')(
	'opens no file, may read none, and fails rather than spill what does not fit',
	async () => {
		const before = new Set(openFiles());
		const duck = await openStaging('none');
		await duck.run(
			"CREATE TABLE voices AS SELECT range AS n, repeat('x', 200) AS t FROM range(200000)",
		);
		expect(
			openFiles().filter(
				(path) => !before.has(path) && !path.endsWith('.node') && !path.includes('.so'),
			),
		).toEqual([]);
		await expect(duck.run(`COPY voices TO '/tmp/murmure-raw.csv'`)).rejects.toThrow();
		await expect(duck.run(`ATTACH '/tmp/murmure-raw.duckdb'`)).rejects.toThrow();
		await expect(duck.run(`SET enable_external_access = true`)).rejects.toThrow();
		const [row] = await duck.rows<{ folder: string }>(
			`SELECT current_setting('temp_directory') AS folder`,
		);
		expect(row!.folder).toBe('');
		await duck.run(`SET memory_limit = '60MB'`);
		const large = 'CREATE TABLE large AS SELECT md5(n || t) AS t FROM voices, range(20)';
		await expect(duck.run(large)).rejects.toThrow(/memory/i);
		duck.close();
	},
);
