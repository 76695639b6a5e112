/** Empties a database whole, ledger included: for a demonstration only, which says so on every page; nothing else calls it. */
import type pg from 'pg';

export async function dropEverything(pool: pg.Pool): Promise<void> {
	await pool.query(
		'drop schema if exists drizzle cascade; drop schema public cascade; create schema public',
	);
}
