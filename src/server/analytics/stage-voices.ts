/** The server's way in: the opened voices of one period, in memory, to counts by pool, in memory. */
import type { Voice } from '#contracts/voice.ts';
import { poolOf, type Pools } from '#release/pools.ts';
import type { PoolCounts } from '#release/release.ts';
import type { Tree } from '#release/tree.ts';
import { countStaged, emptyCounts, prepareStaging, VOICE_COLUMNS } from './count-staged.ts';
import { openStaging } from './duckdb.ts';
import { sql } from './sql.ts';

/**
 * Counts the voices of one period by pool. Voices must have passed `voiceSchema`; nothing of them is left when this returns.
 * @throws Error on a voice of no known pool or with an unknown id: a bug of the caller.
 */
export async function countVoices(
	tree: Tree,
	pools: Pools,
	period: string,
	voices: readonly (Voice & { poolId: string })[],
): Promise<PoolCounts> {
	for (const { poolId } of voices)
		if (poolOf(tree, pools, poolId) !== poolId)
			throw new Error('a voice of no pool reached the count');
	const duck = await openStaging('none');
	try {
		await prepareStaging(duck, tree, pools);
		await duck.run(
			`CREATE TABLE voices (${VOICE_COLUMNS.map((name) => `${name} VARCHAR`).join(', ')})`,
		);
		const rows = await duck.connection.createAppender('voices');
		for (const [number, voice] of voices.entries()) {
			rows.appendVarchar(period);
			rows.appendVarchar(voice.poolId);
			rows.appendVarchar(String(number));
			rows.appendVarchar(String(voice.valence));
			rows.appendVarchar(voice.emotion);
			rows.appendVarchar(voice.difficulty);
			rows.appendVarchar(voice.factors.join('|'));
			rows.endRow();
		}
		rows.closeSync();
		await duck.run(`CREATE TABLE coded AS ${sql('staging/code')}`);
		const [fields] = await duck.rows<Record<string, number>>(sql('staging/check-fields'));
		const bad = VOICE_COLUMNS.slice(1).find((name) => fields?.[name] !== voices.length);
		if (bad) throw new Error(`a voice with a bad ${bad} reached the count`);
		for await (const counted of countStaged(duck, tree)) return counted;
		return emptyCounts(period, tree.units.length);
	} finally {
		duck.close();
	}
}
