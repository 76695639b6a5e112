import { describe, expect, it } from 'vitest';
import { decision } from '#server/db/schema/index.ts';
import { readRound, roundsInState } from '#server/db/voices.ts';
import { closeEarly, closeNow } from '#server/voices/close-early.ts';
import { runDueWork } from '#server/voices/run-due-work.ts';
import { ROUND, makeRig } from './voices-rig.ts';

describe('closing before the day', () => {
	it('is refused unless both sides adopted it for this very round', async () => {
		const rig = await makeRig();
		await rig.post(await rig.envelope('a-0'));
		const refused = { ok: false, code: 'DECISION_SIDE_MISSING' };
		expect(await closeEarly(rig.context, ROUND)).toEqual(refused);
		const row = { kind: 'close-early' as const, proposedOn: '2026-11-09' };
		await rig.db.insert(decision).values([
			{ ...row, decisionId: 'one', payload: { roundId: ROUND }, state: 'proposed' },
			{
				...row,
				decisionId: 'two',
				payload: { roundId: 'pulse:2026-12' },
				state: 'adopted',
				adoptedOn: '2026-11-10',
			},
		]);
		expect(await closeEarly(rig.context, ROUND)).toEqual(refused);
		expect((await runDueWork(rig.context)).closed).toEqual([]);
		await rig.db.update(decision).set({ state: 'adopted', adoptedOn: '2026-11-10' });
		expect(await closeEarly(rig.context, ROUND)).toEqual({
			ok: true,
			value: { period: '2026-11', opened: null },
		});
		expect((await readRound(rig.db, ROUND))!.state).toBe('released');
		// The next waits for its day, though a decision to close it early is there already.
		expect(await roundsInState(rig.db, 'open')).toEqual([]);
	});

	it('is done by the calendar once it is decided', async () => {
		const rig = await makeRig();
		await rig.db.insert(decision).values({
			decisionId: 'one',
			kind: 'close-early',
			payload: { roundId: ROUND },
			state: 'adopted',
			proposedOn: '2026-11-09',
			adoptedOn: '2026-11-10',
		});
		expect((await runDueWork(rig.context)).closed).toEqual([ROUND]);
	});

	it('opens the next period at once in the demonstration, and the next season after the last', async () => {
		const rig = await makeRig();
		const opened = [];
		for (let i = 0; i < 4; i++) {
			const closed = await closeNow(rig.context);
			opened.push(closed.ok && closed.value.opened);
		}
		expect(opened).toEqual(['2026-12', '2027-01', '2027-02', '2027-03']);
		const [open] = await roundsInState(rig.db, 'open');
		expect(open!.roundId).toBe('pulse:2027-03');
	});
});
