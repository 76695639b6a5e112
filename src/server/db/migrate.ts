/** Brings the tables up to date, once, however many processes start together. */
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { ROOT } from '../root.ts';
import { LOCKS } from './locks.ts';

export async function runMigrations(pool: pg.Pool): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [LOCKS.migration]);
		await client.query(`set client_min_messages = warning`);
		await migrate(drizzle(client), { migrationsFolder: join(ROOT, 'drizzle') });
	} finally {
		// Ends the session's lock with the connection, also after a failed migration.
		client.release(true);
	}
}
