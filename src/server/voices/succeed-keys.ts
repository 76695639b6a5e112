/** Gives new keys to rounds that came back from a backup without theirs, and announces it in the ledger: devices then fetch ballots anew, seal anew and send again. */
import { randomBytes } from 'node:crypto';
import { canonical } from '#contracts/canonical.ts';
import { RESEND_DAYS } from '#contracts/policy.ts';
import { keyListSchema, type KeyList, type RoundKeys } from '#contracts/protocol.ts';
import { restored as restoredEntry, successor } from '#release/entries.ts';
import type { Queryable } from '../db/database.ts';
import { emptyInbox, forgetBallots } from '../db/inbox.ts';
import { appendLedger } from '../db/ledger.ts';
import { holdLock, LOCKS } from '../db/locks.ts';
import { findOrganisation, updateOrganisation } from '../db/organisation.ts';
import { readSeason, replaceKeyList, reviveRound, roundsInState } from '../db/voices.ts';
import { log } from '../log.ts';
import { today, type VoiceContext } from './context.ts';
import { makeRoundKeys } from './make-round-keys.ts';
import { hashKeyList, type MakeKeys } from './open-season.ts';

/**
 * Both keys of a round change, the one that seals and those that sign: who fetched a ballot since the backup is not
 * known any more, so all former ballots lose their value and nobody can hold two. Sealed rows that nothing opens are
 * emptied out. One transaction: killed at any step, it starts again from the beginning.
 * @returns the rounds, in the order in which they open.
 */
export async function succeedKeys(
	context: VoiceContext,
	makeKeys: MakeKeys = makeRoundKeys,
): Promise<string[]> {
	const restored = (await findOrganisation(context.db))?.restored === true;
	if (!restored && (await roundsInState(context.db, 'restored')).length === 0) return [];
	return context.db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.season);
		// Also where no round waits: devices may know a season that the backup does not.
		if ((await findOrganisation(tx))?.restored) {
			await updateOrganisation(tx, { restored: false });
			await appendLedger(tx, [restoredEntry({ id: randomBytes(16).toString('base64url') })]);
		}
		const rounds = await roundsInState(tx, 'restored');
		for (const seasonId of new Set(rounds.map((round) => round.seasonId))) {
			const waiting = rounds.filter((round) => round.seasonId === seasonId);
			const renewed = waiting.map(({ roundId }) => roundId);
			await renewSeason(context, tx, seasonId, renewed, makeKeys);
		}
		if (rounds.length > 0) log('successor keys made', { rounds: rounds.length });
		return rounds.map(({ roundId }) => roundId);
	});
}

async function renewSeason(
	context: VoiceContext,
	tx: Queryable,
	seasonId: string,
	renewed: readonly string[],
	makeKeys: MakeKeys,
): Promise<void> {
	const row = await readSeason(tx, seasonId);
	const former = keyListSchema.parse(JSON.parse(row!.keyList));
	const keyList: KeyList = {
		season: seasonId,
		rounds: await Promise.all(
			former.rounds.map((keys) =>
				renewed.includes(keys.round) ? renewRound(context, keys, makeKeys) : keys,
			),
		),
	};
	const keyListHash = hashKeyList(keyList);
	await replaceKeyList(tx, seasonId, { keyList: canonical(keyList), keyListHash });
	const day = today(context);
	for (const { round, opens, closes } of keyList.rounds) {
		if (!renewed.includes(round)) continue;
		await emptyInbox(tx, round);
		await forgetBallots(tx, round);
		await reviveRound(tx, round, { state: opens <= day ? 'open' : 'planned', closes });
	}
	const replaces = row!.keyListHash;
	await appendLedger(
		tx,
		renewed.map((round) => successor({ season: seasonId, round, keyListHash, replaces })),
	);
}

/** The private keys are durable before anything in the database speaks of them. */
async function renewRound(
	context: VoiceContext,
	former: RoundKeys,
	makeKeys: MakeKeys,
): Promise<RoundKeys> {
	const { secret, sealKey, pools } = await makeKeys(Object.keys(former.pools));
	// What an old key file could still sign or open must not outlive this.
	await context.keys.destroy(former.round);
	await context.keys.write(former.round, secret);
	const until = new Date(context.now().getTime() + RESEND_DAYS * 86_400_000);
	const latest = until.toISOString().slice(0, 10);
	const closes = former.closes > latest ? former.closes : latest;
	return { ...former, closes, sealKey, pools };
}
