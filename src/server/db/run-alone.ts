/** Work that takes longer than a transaction, by one process at a time. */
import type pg from 'pg';

/** Waits for the lock; it ends with the work, or with the process. */
export async function runAlone<T>(pool: pg.Pool, lock: number, work: () => Promise<T>): Promise<T> {
	const client = await pool.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [lock]);
		return await work();
	} finally {
		// The lock goes with its connection.
		client.release(true);
	}
}
