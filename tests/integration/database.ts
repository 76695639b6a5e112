/** A fresh, migrated database for a test file: `const { db } = await freshDatabase()` in its `beforeAll`. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { openPool, overPool, type Database } from '#server/db/database.ts';
import { inDatabase } from './global-setup.ts';

export type TestDatabase = { db: Database; pool: pg.Pool; connection: pg.ClientConfig };

/** Its database is dropped after the file's last test. */
export async function freshDatabase(): Promise<TestDatabase> {
	const server = inject('server');
	const name = `murmure_${randomBytes(6).toString('hex')}`;
	await onServer(server, `create database ${name} template ${inject('template')}`);
	const connection = inDatabase(server, name);
	const pool = openPool(connection, 12);
	afterAll(async () => {
		await pool.end();
		await onServer(server, `drop database if exists ${name} with (force)`);
	});
	return { db: overPool(pool), pool, connection };
}

async function onServer(server: pg.ClientConfig, statement: string): Promise<void> {
	const client = new pg.Client(server);
	await client.connect();
	try {
		// Two files may copy the template at once: PostgreSQL lets one after the other.
		for (let attempt = 1; ; attempt++)
			try {
				await client.query(statement);
				return;
			} catch (error) {
				if ((error as { code: string }).code !== '55006' || attempt > 50) throw error;
				await new Promise((resolve) => setTimeout(resolve, 100));
			}
	} finally {
		await client.end();
	}
}
