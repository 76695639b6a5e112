/** How a test reaches the embedded PostgreSQL of a running Murmure, as its administrator could. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** @param data the data folder; the server's own postmaster.pid names its socket folder (line 5) and port (line 4). */
export function connectionOf(data: string): pg.ClientConfig {
	const lines = readFileSync(join(data, 'db', 'postmaster.pid'), 'utf8').split('\n');
	return { host: lines[4]!.trim(), port: Number(lines[3]), user: 'murmure', database: 'murmure' };
}
