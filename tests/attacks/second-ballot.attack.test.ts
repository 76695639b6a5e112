/** The attacker is a person who wants two voices: asks for a ballot again with another blinding, after a reload, in a race, for the neighbouring pool, and after moving. */
import { expect, it } from 'vitest';
import { requestBallot } from '#client/ballots.ts';
import { person } from '#server/db/schema/index.ts';
import { issueBallots } from '#server/voices/issue-ballots.ts';
import { eq } from 'drizzle-orm';
import { makeRig, ROUND } from '../integration/voices-rig.ts';

it('gives one ballot a person and round: another blinding is refused for ever', async () => {
	const rig = await makeRig();
	const keys = (await rig.keyList()).rounds[0]!.pools;
	const ask = async (blinded: string) =>
		(await issueBallots(rig.context, 'a-0', [{ round: ROUND, blinded }]))[0]!;
	const requests = await Promise.all(Array.from({ length: 6 }, () => requestBallot(keys.a!)));
	const raced = await Promise.all(requests.map(({ blinded }) => ask(blinded)));
	const given = raced.flatMap((answer, i) => (answer.ok ? [i] : []));
	expect(given).toHaveLength(1);
	for (const [i, { blinded }] of requests.entries()) {
		const answer = await ask(blinded);
		if (i === given[0]) expect(answer).toEqual(raced[i]);
		else expect(answer).toEqual({ round: ROUND, ok: false, code: 'BALLOT_ALREADY_ISSUED' });
	}
	const elsewhere = await requestBallot(keys.b!);
	expect(await ask(elsewhere.blinded)).toMatchObject({ ok: false });
	// Moved to the other team, left and returned: the season keeps its own list.
	await rig.db.update(person).set({ unitId: 'b', active: false }).where(eq(person.personId, 'a-0'));
	await rig.db.update(person).set({ active: true }).where(eq(person.personId, 'a-0'));
	// (BAD_INPUT where the number happens to be beyond the own pool’s key.)
	const moved = await ask(elsewhere.blinded);
	expect(moved.ok ? 'ok' : moved.code).toMatch(/^(BALLOT_ALREADY_ISSUED|BAD_INPUT)$/);
});
