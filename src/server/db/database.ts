/** Opens the database: the one DATABASE_URL names, else the embedded one. */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Config } from '../config.ts';
import { log } from '../log.ts';
import { enterEmbedded } from './embedded.ts';
import * as schema from './schema/index.ts';

export type Database = NodePgDatabase<typeof schema>;
/** What a query takes: the database, or a transaction on it. */
export type Queryable = Database | Parameters<Parameters<Database['transaction']>[0]>[0];

export type OpenDatabase = {
	db: Database;
	pool: pg.Pool;
	embedded: boolean;
	/** Closes all connections of this process; the embedded server is stopped if no other process uses it. */
	close(): Promise<void>;
};

/** @throws EmbeddedUnavailable, or the driver's error if DATABASE_URL does not answer. */
export async function openDatabase(
	config: Pick<Config, 'databaseUrl' | 'dataDir'>,
	{ connections = 12 }: { connections?: number } = {},
): Promise<OpenDatabase> {
	const embedded = config.databaseUrl ? null : await enterEmbedded(config.dataDir);
	const pool = openPool(
		embedded ? embedded.connection : { connectionString: config.databaseUrl ?? '' },
		connections,
	);
	return {
		db: drizzle(pool, { schema }),
		pool,
		embedded: embedded !== null,
		async close() {
			await pool.end();
			await embedded?.leave();
		},
	};
}

/** A pool that survives the loss of its server: without these listeners, a shutdown would crash node. */
export function openPool(connection: pg.ClientConfig, connections: number): pg.Pool {
	const pool = new pg.Pool({ ...connection, max: connections, connectionTimeoutMillis: 30_000 });
	pool.on('error', () => log('database connection lost'));
	pool.on('connect', (client) => client.on('error', () => {}));
	return pool;
}

export const overPool = (pool: pg.Pool): Database => drizzle(pool, { schema });
