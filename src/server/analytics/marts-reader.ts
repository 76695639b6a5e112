/** Asks the marts: opened read-only, and opened anew when a rebuild has put another file in place. */
import { statSync } from 'node:fs';
import type { DuckDBValue } from '@duckdb/node-api';
import { openMarts, type Duck, type Row } from './duckdb.ts';
import { sql } from './sql.ts';

export type MartsReader = {
	/** Rows of `analytics/questions/<name>.sql`; none while there are no marts. */
	ask<T extends Row>(question: string, values?: Record<string, DuckDBValue>): Promise<T[]>;
	close(): Promise<void>;
};

export function readMarts(path: string): MartsReader {
	let current: { stamp: string; duck: Duck } | null = null;
	// One question at a time: a file is never closed under a question that is being answered.
	let turn: Promise<unknown> = Promise.resolve();

	const refresh = async (): Promise<Duck | null> => {
		const found = statSync(path, { throwIfNoEntry: false });
		const stamp = found ? `${found.ino}:${found.mtimeMs}:${found.size}` : '';
		if (current?.stamp === stamp) return current.duck;
		current?.duck.close();
		current = null;
		if (found) current = { stamp, duck: await openMarts(path, 'read') };
		return current?.duck ?? null;
	};
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const done = turn.then(work);
		turn = done.catch(() => undefined);
		return done;
	};
	return {
		ask: <T extends Row>(question: string, values?: Record<string, DuckDBValue>) =>
			inTurn(async () => {
				const duck = await refresh();
				return duck ? duck.rows<T>(sql(`questions/${question}`), values) : [];
			}),
		close: () =>
			inTurn(async () => {
				current?.duck.close();
				current = null;
			}),
	};
}
