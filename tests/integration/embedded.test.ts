import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enterEmbedded, type Embedded } from '#server/db/embedded.ts';
import { isLocked, withLockFile } from '#server/db/lock-file.ts';

let folder: string;
const entered: Embedded[] = [];
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'murmure-embedded-'));
	// As root, the server runs as another user, who must get in.
	chmodSync(folder, 0o755);
});
afterEach(async () => {
	for (const embedded of entered.splice(0)) await embedded.leave();
	rmSync(folder, { recursive: true, force: true });
});

const enter = async (): Promise<Embedded> => {
	const embedded = await enterEmbedded(folder);
	entered.push(embedded);
	return embedded;
};
const leave = (embedded: Embedded): Promise<boolean> => {
	entered.splice(entered.indexOf(embedded), 1);
	return embedded.leave();
};
async function ask(embedded: Embedded, text: string): Promise<unknown[]> {
	const client = new pg.Client(embedded.connection);
	client.on('error', () => {});
	await client.connect();
	try {
		return (await client.query(text)).rows;
	} finally {
		await client.end().catch(() => {});
	}
}
const serverPid = (): number =>
	Number(readFileSync(join(folder, 'db', 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('the embedded database', () => {
	it('is started once by several who come at the same moment, and stopped by the last to leave', async () => {
		const all = await Promise.all([enter(), enter(), enter()]);
		await ask(all[0]!, 'create table kept (n int)');
		await ask(all[1]!, 'insert into kept values (7)');
		expect(await ask(all[2]!, 'select n from kept')).toEqual([{ n: 7 }]);
		expect(await leave(all[0]!)).toBe(false);
		expect(await leave(all[1]!)).toBe(false);
		expect(await ask(all[2]!, 'select n from kept')).toEqual([{ n: 7 }]);
		expect(await leave(all[2]!)).toBe(true);
		expect(existsSync(join(folder, 'db', 'postmaster.pid'))).toBe(false);
		expect(await ask(await enter(), 'select n from kept')).toEqual([{ n: 7 }]);
	});

	it('is not stopped under another client', async () => {
		const embedded = await enter();
		const other = new pg.Client(embedded.connection);
		await other.connect();
		expect(await leave(embedded)).toBe(false);
		expect((await other.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
		await other.end();
		expect(await leave(await enter())).toBe(true);
	});

	it('keeps what was committed when it is killed, and starts again by itself under those who use it', async () => {
		const embedded = await enter();
		await ask(embedded, 'create table kept as select generate_series(1, 1000) as n');
		process.kill(serverPid(), 'SIGKILL');
		for (let attempt = 0; ; attempt++) {
			const rows = await ask(embedded, 'select count(*)::int as n from kept').catch(() => null);
			if (rows) {
				expect(rows).toEqual([{ n: 1000 }]);
				break;
			}
			expect(attempt).toBeLessThan(100);
			await sleep(100);
		}
	});

	it('is not kept from starting by the number of a process that is not ours', async () => {
		await leave(await enter());
		writeFileSync(join(folder, 'db', 'postmaster.pid'), `${process.pid}\n${folder}/db\n`);
		expect(await ask(await enter(), 'select 1 as n')).toEqual([{ n: 1 }]);
	});

	it('writes neither statements nor values to its log', async () => {
		const embedded = await enter();
		await ask(embedded, 'create table mails (mail text unique)');
		await ask(embedded, `insert into mails values ('secret@example.org')`);
		await expect(
			ask(embedded, `insert into mails values ('secret@example.org')`),
		).rejects.toThrow();
		await expect(ask(embedded, `select 'secret@example.org'::int`)).rejects.toThrow();
		const written = readFileSync(join(folder, 'postgres.log'), 'utf8');
		expect(written).toContain('ready to accept connections');
		expect(written).not.toMatch(/secret|mails/);
	});
});

describe('a lock file', () => {
	it('lets one at a time in', async () => {
		const path = join(folder, 'lock');
		let inside = 0;
		let most = 0;
		await Promise.all(
			Array.from({ length: 5 }, () =>
				withLockFile(path, async () => {
					most = Math.max(most, ++inside);
					await sleep(20);
					inside--;
				}),
			),
		);
		expect(most).toBe(1);
		expect(existsSync(path)).toBe(false);
	});

	it('is held by a living process, not by one that is gone', async () => {
		const path = join(folder, 'lock');
		const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
		writeFileSync(path, String(other.pid));
		expect(isLocked(path)).toBe(true);
		other.kill('SIGKILL');
		await new Promise((resolve) => other.once('exit', resolve));
		expect(isLocked(path)).toBe(false);
		expect(await withLockFile(path, () => Promise.resolve('in'))).toBe('in');
	});
});
