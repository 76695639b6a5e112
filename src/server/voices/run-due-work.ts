/** What the calendar asks for: rounds that are due open or close, an interrupted closing is taken up again, a season follows the last. */
import type { Failure } from '#contracts/errors.ts';
import { lastSeason, moveRound, readRound, roundsInState } from '../db/voices.ts';
import { log } from '../log.ts';
import { decidedRounds } from './close-early.ts';
import { closeRound } from './close-round.ts';
import { today, type VoiceContext } from './context.ts';
import { mayOpenSeason, openSeason, type MakeKeys } from './open-season.ts';
import { succeedKeys } from './succeed-keys.ts';

export type DueWork = {
	closed: string[];
	opened: string[];
	/** The season that was opened, if one was. */
	season: string | null;
	/** Rounds that got successor keys after a restore. */
	renewed: string[];
	failures: Failure['code'][];
};

/**
 * Safe to run at any time, by several processes at once and after a crash; the caller keeps it to one at a time to save work.
 * The first season is opened by a person; from then on one follows another, announced some days ahead, with heads counted anew.
 */
export async function runDueWork(
	context: VoiceContext,
	options: { makeKeys?: MakeKeys } = {},
): Promise<DueWork> {
	const day = today(context);
	const done: DueWork = { closed: [], opened: [], season: null, renewed: [], failures: [] };
	await destroySpentKeys(context);
	done.renewed = await succeedKeys(context, options.makeKeys);
	// Again while something moves: after a long stop, rounds that nobody saw open are closed too, silent.
	while ((await openDue(context, day, done)) + (await closeDue(context, day, done)) > 0);
	if ((await lastSeason(context.db)) && (await mayOpenSeason(context, context.db))) {
		const season = await openSeason(context, options.makeKeys);
		if (season.ok) done.season = season.value.season;
		else if (season.code !== 'SEASON_OPEN') done.failures.push(season.code);
	}
	for (const code of done.failures) log('due work left', { code });
	return done;
}

/** Whether an open round is to be closed today. */
export async function anyRoundDue(context: VoiceContext): Promise<boolean> {
	const [day, decided] = [today(context), await decidedRounds(context)];
	return (await roundsInState(context.db, 'open')).some(
		({ roundId, closes }) => closes <= day || decided.includes(roundId),
	);
}

async function openDue(context: VoiceContext, day: string, done: DueWork): Promise<number> {
	const due = (await roundsInState(context.db, 'planned')).filter((round) => round.opens <= day);
	for (const { roundId } of due)
		if (await moveRound(context.db, roundId, 'planned', 'open')) done.opened.push(roundId);
	return due.length;
}

/** @returns how many rounds were closed. */
async function closeDue(context: VoiceContext, day: string, done: DueWork): Promise<number> {
	let closed = 0;
	const decided = await decidedRounds(context);
	for (const round of await roundsInState(context.db, 'open', 'closing')) {
		const due = round.closes <= day || decided.includes(round.roundId);
		if (round.state === 'open' && !due) continue;
		const result = await closeRound(context, round.roundId);
		if (result.ok) closed = done.closed.push(round.roundId);
		else if (result.code !== 'ROUND_CLOSED') done.failures.push(result.code);
	}
	return closed;
}

/** A crash between publishing and destroying leaves the key of a released round. */
async function destroySpentKeys({ db, keys }: VoiceContext): Promise<void> {
	for (const roundId of await keys.list())
		if ((await readRound(db, roundId))?.state === 'released') await keys.destroy(roundId);
}
