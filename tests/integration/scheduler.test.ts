import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createScheduler } from '#server/scheduler.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await freshDatabase();
});

describe('the scheduler', () => {
	it('runs in one of several processes at a time', async () => {
		let finish: (() => void) | undefined;
		const busy = createScheduler(database.pool, () => new Promise((done) => (finish = done)), 0);
		const work = vi.fn(() => Promise.resolve());
		const other = createScheduler(database.pool, work, 0);
		const first = busy.tick();
		await vi.waitFor(() => expect(finish).toBeDefined());
		expect(await other.tick()).toBe(false);
		finish?.();
		expect(await first).toBe(true);
		expect(await other.tick()).toBe(true);
		expect(work).toHaveBeenCalledTimes(1);
	});

	it('goes on after an error, which it logs by its origin only', async () => {
		const lines: string[] = [];
		const spy = vi
			.spyOn(process.stderr, 'write')
			.mockImplementation((line) => lines.push(String(line)) > 0);
		let failing = true;
		const scheduler = createScheduler(
			database.pool,
			() => (failing ? Promise.reject(new Error('quoting someone')) : Promise.resolve()),
			0,
		);
		expect(await scheduler.tick()).toBe(false);
		failing = false;
		expect(await scheduler.tick()).toBe(true);
		spy.mockRestore();
		expect(lines.join('')).toContain('unexpected error id=schedule');
		expect(lines.join('')).not.toContain('quoting');
	});

	it('stops after the round under way', async () => {
		let done = false;
		const scheduler = createScheduler(
			database.pool,
			async () => {
				await new Promise((resolve) => setTimeout(resolve, 100));
				done = true;
			},
			0,
		);
		void scheduler.tick();
		await scheduler.stop();
		expect(done).toBe(true);
	});
});
