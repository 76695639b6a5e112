/** Runs what the calendar asks for, once a minute, in one process at a time. */
import type pg from 'pg';
import { LOCKS } from './db/locks.ts';
import { logError } from './log.ts';

export type Scheduler = {
	/** One round now, unless another process is at it. @returns whether it ran. */
	tick(): Promise<boolean>;
	/** Waits for a round under way. */
	stop(): Promise<void>;
};

/** @param every milliseconds; 0: only `tick` runs. An error in `work` is logged and the next round tries again. */
export function createScheduler(
	pool: pg.Pool,
	work: () => Promise<void>,
	every = 60_000,
): Scheduler {
	let underWay: Promise<boolean> | null = null;
	const tick = (): Promise<boolean> =>
		(underWay ??= runLocked(pool, work).finally(() => (underWay = null)));
	const timer = every > 0 ? setInterval(() => void tick(), every) : undefined;
	return {
		tick,
		async stop() {
			clearInterval(timer);
			await underWay;
		},
	};
}

async function runLocked(pool: pg.Pool, work: () => Promise<void>): Promise<boolean> {
	let client: pg.PoolClient | undefined;
	try {
		client = await pool.connect();
		const { rows } = await client.query<{ free: boolean }>(
			'select pg_try_advisory_lock($1) as free',
			[LOCKS.schedule],
		);
		if (!rows[0]?.free) return false;
		try {
			await work();
		} finally {
			await client.query('select pg_advisory_unlock($1)', [LOCKS.schedule]);
		}
		return true;
	} catch (error) {
		logError('schedule', error);
		return false;
	} finally {
		client?.release();
	}
}
