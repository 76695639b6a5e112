/** Opens a season: heads are counted, pools and round keys made and frozen, the key list hashed into the ledger before anyone can fetch a ballot. */
import { createHash } from 'node:crypto';
import { canonical } from '#contracts/canonical.ts';
import { fail, ok, type Result } from '#contracts/errors.ts';
import type { PeriodKind } from '#contracts/ids.ts';
import { firstDay, firstDayAfter, nextPeriod, periodAt, periodsFrom } from '#contracts/periods.ts';
import { AHEAD_DAYS, MIN_POOL_FOR_SHORT_PERIODS, SEASON_PERIODS } from '#contracts/policy.ts';
import type { KeyList, RoundKeys } from '#contracts/protocol.ts';
import { difference, season as seasonDraft, type Season } from '#release/entries.ts';
import { differenceOf } from '#release/season-difference.ts';
import { formPools, listPools, poolOf } from '#release/pools.ts';
import { parseTree } from '#release/tree.ts';
import type { Queryable } from '../db/database.ts';
import { appendLedger } from '../db/ledger.ts';
import { holdLock, LOCKS } from '../db/locks.ts';
import {
	countHeads,
	insertSeason,
	lastSeason,
	unreleasedRounds,
	readPolicy,
	seasonEntry,
	type RoundRow,
} from '../db/voices.ts';
import { today, type VoiceContext } from './context.ts';
import { makeRoundKeys, type FreshKeys } from './make-round-keys.ts';

export type OpenedSeason = { season: string; periods: string[]; pools: number };
export type MakeKeys = (poolIds: readonly string[]) => Promise<FreshKeys>;

/**
 * Opens the season that starts with the current period, or with the first one that does not overlap the last season.
 * Takes some 100 ms for each of SEASON_PERIODS x pools keys.
 * In the last AHEAD_DAYS of a season the next one is announced: frozen, its keys published, its rounds planned.
 * @returns SEASON_OPEN before that while a round is not released, TOO_FEW_PEOPLE where no pool can form.
 */
export async function openSeason(
	context: VoiceContext,
	makeKeys: MakeKeys = makeRoundKeys,
): Promise<Result<OpenedSeason>> {
	const opened = await openIn(context, makeKeys);
	// Once it is written: nobody is told of what did not happen.
	if (opened.ok) await context.announceSeason?.(opened.value.season);
	return opened;
}

function openIn(context: VoiceContext, makeKeys: MakeKeys): Promise<Result<OpenedSeason>> {
	return context.db.transaction(async (tx) => {
		// Held while keys are made: a second process must not overwrite the key files of the first.
		await holdLock(tx, LOCKS.season);
		if (!(await mayOpenSeason(context, tx))) return fail('SEASON_OPEN');
		const policy = await readPolicy(tx);
		const heads = await countHeads(tx);
		const tree = parseTree(heads.units);
		if (!policy || !tree.ok) return fail('TOO_FEW_PEOPLE');
		const pools = formPools(tree.value, policy.k);
		const listed = listPools(tree.value, pools);
		if (listed.length === 0) return fail('TOO_FEW_PEOPLE');

		const large = listed.every(({ eligible }) => eligible >= MIN_POOL_FOR_SHORT_PERIODS);
		const previous = await lastSeason(tx);
		const first = firstPeriod(
			large ? policy.periodKind : 'month',
			today(context),
			previous && firstDayAfter(previous.lastPeriod),
		);
		const periods = periodsFrom(first, SEASON_PERIODS);
		const { keyList, hash } = await makeKeyList(context, first, periods, listed, makeKeys);

		await insertSeason(tx, {
			season: {
				seasonId: first,
				firstPeriod: first,
				lastPeriod: periods.at(-1)!,
				keyList: canonical(keyList),
				keyListHash: hash,
			},
			units: heads.units,
			people: heads.people.map(({ personId, unitId }) => ({
				personId,
				poolId: poolOf(tree.value, pools, unitId),
			})),
			rounds: keyList.rounds.map((keys) => roundRow(keys, first, today(context))),
		});
		const { k, plan } = policy;
		const drafted = seasonDraft(tree.value, { season: first, periods, k, plan, keyListHash: hash });
		const former = previous && ((await seasonEntry(tx, previous.seasonId)) as Season | null);
		await appendLedger(tx, [
			drafted,
			...(former ? [difference(differenceOf(former, drafted.payload))] : []),
		]);
		return ok({ season: first, periods, pools: listed.length });
	});
}

/** Whether nothing runs, or only the last round of the last season, and that ends within AHEAD_DAYS. */
export async function mayOpenSeason(context: VoiceContext, db: Queryable): Promise<boolean> {
	const [last, ...others] = await unreleasedRounds(db);
	if (!last) return true;
	const season = await lastSeason(db);
	if (others.length > 0 || last.state !== 'open') return false;
	const until = new Date(context.now().getTime() + AHEAD_DAYS * 86_400_000);
	const ahead = until.toISOString().slice(0, 10);
	return last.period === season?.lastPeriod && last.closes <= ahead;
}

export const roundIdOf = (period: string): string => `pulse:${period}`;

function firstPeriod(kind: PeriodKind, day: string, notBefore: string | null): string {
	let period = periodAt(kind, day);
	while (notBefore && firstDay(period) < notBefore) period = nextPeriod(period);
	return period;
}

/** Makes and stores the private keys, durably, before anything in the database speaks of their rounds. */
async function makeKeyList(
	context: VoiceContext,
	seasonId: string,
	periods: readonly string[],
	pools: readonly { pool: string }[],
	makeKeys: MakeKeys,
): Promise<{ keyList: KeyList; hash: string }> {
	const poolIds = pools.map(({ pool }) => pool);
	const made = await Promise.all(periods.map(() => makeKeys(poolIds)));
	const rounds = periods.map((period, i): RoundKeys => ({
		purpose: 'pulse',
		round: roundIdOf(period),
		period,
		opens: firstDay(period),
		closes: firstDayAfter(period),
		sealKey: made[i]!.sealKey,
		pools: made[i]!.pools,
	}));
	for (const [i, { round }] of rounds.entries()) await context.keys.write(round, made[i]!.secret);
	const keyList = { season: seasonId, rounds };
	return { keyList, hash: hashKeyList(keyList) };
}

export const hashKeyList = (keyList: KeyList): string =>
	createHash('sha256').update(canonical(keyList)).digest('hex');

function roundRow(keys: RoundKeys, seasonId: string, day: string): RoundRow {
	const { round, purpose, period, opens, closes } = keys;
	return {
		roundId: round,
		purpose,
		seasonId,
		period,
		opens,
		closes,
		state: opens <= day ? 'open' : 'planned',
	};
}
