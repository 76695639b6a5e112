/** From staged voices to counts by pool: the same questions for a file and for the server's memory. */
import { CATEGORIES, MEASURES } from '#contracts/ids.ts';
import type { Pools } from '#release/pools.ts';
import type { PoolCounts } from '#release/release.ts';
import { SLOTS } from '#release/slots.ts';
import type { Tree } from '#release/tree.ts';
import type { Duck } from './duckdb.ts';
import { sql } from './sql.ts';

/** Columns of a voice, as DESIGN section 6 names them. */
export const VOICE_COLUMNS = [
	'period',
	'unit_id',
	'voice',
	'valence',
	'emotion',
	'difficulty',
	'factors',
] as const;

/** Creates the lookups that the staging questions are given: units with their pools, categories, closed types. */
export async function prepareStaging(duck: Duck, tree: Tree, pools: Pools): Promise<void> {
	await duck.run(
		'CREATE TABLE units (unit_id VARCHAR, position INTEGER, pool INTEGER);' +
			'CREATE TABLE categories (measure VARCHAR, category VARCHAR, slot INTEGER)',
	);
	const units = await duck.connection.createAppender('units');
	for (const [position, { unitId }] of tree.units.entries()) {
		units.appendVarchar(unitId);
		units.appendInteger(position);
		units.appendInteger(pools.of[position] ?? -1);
		units.endRow();
	}
	units.closeSync();
	const categories = await duck.connection.createAppender('categories');
	for (const [slot, { measure, category }] of SLOTS.entries()) {
		categories.appendVarchar(measure);
		categories.appendVarchar(category);
		categories.appendInteger(slot);
		categories.endRow();
	}
	categories.closeSync();
	await duck.run(sql('staging/types'));
}

/** Counts what stands in `coded`, one result a period, in order of period. */
export async function* countStaged(duck: Duck, tree: Tree): AsyncGenerator<PoolCounts> {
	const result = await duck.connection.run(sql('staging/count'));
	const width = SLOTS.length;
	if (result.columnNames().slice(3).join() !== SLOT_NAMES) throw new Error('count.sql: categories');
	let current: { period: string; voices: Int32Array; counts: Int32Array } | null = null;
	for (;;) {
		const chunk = await result.fetchChunk();
		if (!chunk || chunk.rowCount === 0) break;
		const columns = Array.from({ length: width + 3 }, (_, at) => chunk.getColumnVector(at));
		const [periods, poolOf, voices, ...slots] = columns;
		for (let row = 0; row < chunk.rowCount; row++) {
			const period = periods?.getItem(row) as string;
			if (current?.period !== period) {
				if (current) yield current;
				current = emptyCounts(period, tree.units.length);
			}
			const pool = poolOf?.getItem(row) as number;
			current.voices[pool] = voices?.getItem(row) as number;
			for (let slot = 0; slot < width; slot++)
				current.counts[pool * width + slot] = slots[slot]?.getItem(row) as number;
		}
	}
	if (current) yield current;
}

/** Counts of a period in which nobody said anything. */
export const emptyCounts = (period: string, units: number) => ({
	period,
	voices: new Int32Array(units),
	counts: new Int32Array(units * SLOTS.length),
});

const SLOT_NAMES = MEASURES.flatMap((measure) =>
	CATEGORIES[measure].map((category) => `${measure}:${category}`),
).join();
