/** The attacker, a committee member with a narrow scope, guesses ids of units, decisions and rounds and compares the refusals: "forbidden" and "does not exist" must be one answer. */
import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import { describeError } from '#server/trpc/failures.ts';
import { makeApp } from '../integration/app-rig.ts';

const refusal = (work: Promise<unknown>): Promise<string> =>
	work.then(
		(value) => `ok ${JSON.stringify(value)}`,
		(error: unknown) => {
			if (!(error instanceof TRPCError)) throw error;
			return JSON.stringify(describeError(error));
		},
	);

it('is told the same of what is foreign and of what does not exist', async () => {
	const rig = await makeApp();
	const alba = await rig.as('alba');
	const foreign = await refusal(alba.committee.unit({ unitId: 'b' }));
	expect(foreign).toBe('{"code":"FORBIDDEN"}');
	for (const unitId of ['organisation', 'nowhere', 'a2', 'A', 'b ', "b' or '1'='1", '../b'])
		expect(await refusal(alba.committee.unit({ unitId })), unitId).toBe(foreign);
	// A period that was not released and one that cannot be are alike too.
	const periods = ['2026-12', '2026-10', '0000-00', "' or 1=1"];
	const told = await Promise.all(
		periods.map((period) => refusal(alba.committee.unit({ unitId: 'a', period }))),
	);
	expect(new Set(told)).toEqual(new Set(['{"code":"NOT_FOUND"}']));
	// Another person’s place is nobody’s to ask for: the procedure takes no person.
	const emile = await rig.as('emile');
	const asked = emile.ballots.mine as unknown as (input: unknown) => Promise<unknown>;
	expect(await asked({ personId: 'stella' })).toEqual(await emile.ballots.mine());
	const decisions = await Promise.all(
		['1', 'x', 'ada'].map((decisionId) => refusal(alba.committee.approve({ decisionId }))),
	);
	expect(new Set(decisions).size).toBe(1);
});
