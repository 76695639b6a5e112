/** What the anonymous-voice services are given: clock, randomness, keys, and the two steps that live in DuckDB. */
import type { Voice } from '#contracts/voice.ts';
import type { Pools } from '#release/pools.ts';
import type { RandomWords } from '#release/noise.ts';
import type { PoolCounts } from '#release/release.ts';
import type { Tree } from '#release/tree.ts';
import type { Database } from '../db/database.ts';
import type { KeyStore } from './key-store.ts';

/** A voice with the pool that its ballot was signed for. */
export type PooledVoice = Voice & { poolId: string };

export type VoiceContext = {
	db: Database;
	keys: KeyStore;
	now: () => Date;
	/** Cryptographic on a server; also draws the noise. */
	random: RandomWords;
	/** Counts the voices of one period by pool, in memory. */
	countVoices(
		tree: Tree,
		pools: Pools,
		period: string,
		voices: readonly PooledVoice[],
	): Promise<PoolCounts>;
	/** Brings the analytic tables up to the ledger. */
	rebuildMarts(): Promise<void>;
	/** Told of each visit of somebody signed in, so that what is written after it is the same whether they answer or not. */
	cover?(): void;
	/** Tells both sides at once what changes with a new season; never rejects. */
	announceSeason?(seasonId: string): Promise<void>;
	/** Notes the ledger's head outside after a release; never rejects. The demonstration loads without. */
	anchorRelease?(): Promise<void>;
};

/** The day by this clock, in UTC: `YYYY-MM-DD`. */
export const today = (context: Pick<VoiceContext, 'now'>): string =>
	context.now().toISOString().slice(0, 10);
