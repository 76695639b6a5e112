/**
 * Closes a round: opens the sealed voices in memory, counts and releases them into the ledger, and destroys what could open them again.
 *
 * It may be killed at any step. Until the one transaction that publishes, nothing has been said and the noise of an
 * interrupted attempt was never seen, so the next start closes again from the beginning; after it, only the key's
 * destruction and the marts are left to do, and both can be done twice.
 */
import { ok, fail, type Result } from '#contracts/errors.ts';
import { releaseEntries, type Season } from '#release/entries.ts';
import { formPools } from '#release/pools.ts';
import { release } from '#release/release.ts';
import { parseTree } from '#release/tree.ts';
import { appendLedger } from '../db/ledger.ts';
import { emptyInbox, inboxOf } from '../db/inbox.ts';
import { moveRound, readRound, seasonEntry, type RoundRow } from '../db/voices.ts';
import { log } from '../log.ts';
import type { PooledVoice, VoiceContext } from './context.ts';
import { openInbox } from './open-inbox.ts';

/** Where a test may stop the world. */
export const CLOSE_STEPS = [
	'closing',
	'opened',
	'counted',
	'publishing',
	'published',
	'destroyed',
] as const;
export type CloseStep = (typeof CLOSE_STEPS)[number];

export type ClosedRound = { round: string; period: string; malformed: number };

/**
 * @param at called after each step (within the transaction for `publishing`); for tests.
 * @returns ROUND_UNKNOWN; ROUND_CLOSED if it was released before or has not opened; UNAVAILABLE without its key.
 */
export async function closeRound(
	context: VoiceContext,
	roundId: string,
	at: (step: CloseStep) => void | Promise<void> = () => {},
): Promise<Result<ClosedRound>> {
	const { db, keys } = context;
	// Waits for the batches being written; from here on none is accepted.
	await moveRound(db, roundId, 'open', 'closing');
	const round = await readRound(db, roundId);
	if (!round) return fail('ROUND_UNKNOWN');
	if (round.state !== 'closing') return fail('ROUND_CLOSED');
	await at('closing');

	const secret = await keys.read(roundId);
	if (!secret) {
		// Another process may have released it between these two lines.
		if ((await readRound(db, roundId))?.state === 'released') return fail('ROUND_CLOSED');
		log('round key missing', { round: roundId });
		return fail('UNAVAILABLE');
	}
	const { voices, malformed } = await openInbox(
		secret.sealPrivate,
		{ purpose: round.purpose, roundId },
		await inboxOf(db, roundId),
		context.random,
	);
	await at('opened');

	const drafts = await countAndRelease(context, round, voices, malformed);
	await at('counted');

	const published = await db.transaction(async (tx) => {
		if (!(await moveRound(tx, roundId, 'closing', 'released'))) return false;
		await appendLedger(tx, drafts);
		// The pages of deleted rows are reused in time; until then they hold ciphertext whose key is about to be destroyed.
		await emptyInbox(tx, roundId);
		await at('publishing');
		return true;
	});
	if (!published) return fail('ROUND_CLOSED');
	await at('published');

	await keys.destroy(roundId);
	await at('destroyed');
	await context.rebuildMarts();
	await context.anchorRelease?.();
	return ok({ round: roundId, period: round.period, malformed });
}

/** Under the parameters that the ledger froze for the season, whatever was decided since. */
async function countAndRelease(
	context: VoiceContext,
	round: RoundRow,
	voices: readonly PooledVoice[],
	malformed: number,
) {
	const { db, random } = context;
	const frozen = (await seasonEntry(db, round.seasonId)) as Season | null;
	const tree = parseTree(
		(frozen?.units ?? []).map(({ unit, parent, name, eligible }) => ({
			unitId: unit,
			parentId: parent,
			name,
			eligible,
		})),
	);
	if (!frozen || !tree.ok) throw new Error('the season of an open round is not in the ledger');
	const { k, plan } = frozen;
	const pools = formPools(tree.value, k);
	const counted = await context.countVoices(tree.value, pools, round.period, voices);
	const [released] = release({
		tree: tree.value,
		pools,
		periods: [counted],
		k,
		plan,
		noise: true,
		random,
	});
	const facts = { season: round.seasonId, round: round.roundId, k, plan, malformed };
	return releaseEntries(released!, facts);
}
