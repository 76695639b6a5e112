/** The one door to DuckDB: opened so that raw data stays in memory and nothing is fetched from anywhere. */
import { availableParallelism } from 'node:os';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';

export type Row = Record<string, unknown>;

export type Duck = {
	readonly connection: DuckDBConnection;
	/** Runs one or more statements. */
	run(text: string, values?: Record<string, DuckDBValue>): Promise<void>;
	rows<T extends Row = Row>(text: string, values?: Record<string, DuckDBValue>): Promise<T[]>;
	close(): void;
};

const BASE = {
	// Never spill: what does not fit fails, rather than leaving voices in a temporary file.
	temp_directory: '',
	// Each thread has its buffers: more of them would not fit the memory that is allowed.
	threads: String(Math.min(4, availableParallelism())),
	autoinstall_known_extensions: 'false',
	autoload_known_extensions: 'false',
	allow_community_extensions: 'false',
};

/**
 * A database in memory for voices that are being counted.
 * @param access `files` where the command line reads its inputs, `none` on the server.
 */
export async function openStaging(access: 'none' | 'files'): Promise<Duck> {
	const duck = await open(':memory:', { memory_limit: '640MB', preserve_insertion_order: 'false' });
	// Joins stay as written, the small side on the right: of a file DuckDB does not know the size, and may hold it all to join.
	await duck.run("SET disabled_optimizers = 'join_order,build_side_probe_side'");
	if (access === 'none') await duck.run('SET enable_external_access = false');
	return duck;
}

/** The marts' file; `build` writes a new one, `read` takes no lock against a builder. */
export const openMarts = (path: string, mode: 'build' | 'read'): Promise<Duck> =>
	open(path, {
		memory_limit: '256MB',
		access_mode: mode === 'build' ? 'READ_WRITE' : 'READ_ONLY',
	});

async function open(path: string, options: Record<string, string>): Promise<Duck> {
	const instance = await DuckDBInstance.create(path, { ...BASE, ...options });
	const connection = await instance.connect();
	return {
		connection,
		run: async (text, values) => void (await connection.run(text, values)),
		rows: async <T extends Row>(text: string, values?: Record<string, DuckDBValue>) =>
			(await connection.runAndReadAll(text, values)).getRowObjectsJS() as T[],
		close: () => {
			connection.closeSync();
			instance.closeSync();
		},
	};
}
