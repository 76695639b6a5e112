/** For commands that work on the database and then end. */
import { openDatabase, type OpenDatabase } from '#server/db/database.ts';
import { runMigrations } from '#server/db/migrate.ts';
import { loadConfig } from '#server/load-config.ts';
import type { Config } from '#server/config.ts';

/** Opens it (starting the embedded one if nobody runs it), brings it up to date, and leaves it as it was found. */
export async function withDatabase<T>(
	work: (database: OpenDatabase, config: Config) => Promise<T>,
): Promise<T> {
	const config = loadConfig();
	const database = await openDatabase(config, { connections: 4 });
	try {
		await runMigrations(database.pool);
		return await work(database, config);
	} finally {
		await database.close();
	}
}
