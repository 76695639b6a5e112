/** Closing before the day: by a decision of both sides; or, in the demonstration, so that one need not wait for the month to end. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { listDecisions } from '../db/decisions.ts';
import { moveRound, roundsInState } from '../db/voices.ts';
import { closeRound } from './close-round.ts';
import type { VoiceContext } from './context.ts';
import { openSeason } from './open-season.ts';

export type ClosedEarly = {
	period: string;
	/** The period that was opened in its place; null where the next waits for its day. */
	opened: string | null;
};

/** The committee sees the new period at once, and the next is open. @returns ROUND_UNKNOWN where nothing is open. */
export async function closeNow(context: VoiceContext): Promise<Result<ClosedEarly>> {
	const [open] = await roundsInState(context.db, 'open', 'closing');
	if (!open) return fail('ROUND_UNKNOWN');
	const closed = await closeRound(context, open.roundId);
	if (!closed.ok) return closed;
	if ((await roundsInState(context.db, 'planned')).length === 0) {
		const season = await openSeason(context);
		if (!season.ok) return season;
	}
	const [next] = await roundsInState(context.db, 'planned');
	if (next) await moveRound(context.db, next.roundId, 'planned', 'open');
	return ok({ period: open.period, opened: next?.period ?? null });
}

/** The next round still opens on its day. @returns DECISION_SIDE_MISSING unless both sides adopted it for this round. */
export async function closeEarly(
	context: VoiceContext,
	roundId: string,
): Promise<Result<ClosedEarly>> {
	if (!(await decidedRounds(context)).includes(roundId)) return fail('DECISION_SIDE_MISSING');
	const closed = await closeRound(context, roundId);
	return closed.ok ? ok({ period: closed.value.period, opened: null }) : closed;
}

/** Rounds that both sides decided to close before their day. */
export async function decidedRounds({ db }: Pick<VoiceContext, 'db'>): Promise<string[]> {
	return (await listDecisions(db))
		.filter(({ kind, state }) => kind === 'close-early' && state === 'adopted')
		.map(({ payload }) => String(payload.roundId));
}
