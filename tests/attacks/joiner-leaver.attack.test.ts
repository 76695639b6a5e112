/** The attacker, an administrator, lets one person join or leave between two periods and compares the two: what changed would be that person's answer. */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { requestBallot } from '#client/ballots.ts';
import { person } from '#server/db/schema/index.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { issueBallots } from '#server/voices/issue-ballots.ts';
import { openSeason } from '#server/voices/open-season.ts';
import { makeRig, ROUND } from '../integration/voices-rig.ts';

it('changes nothing before the next season: a joiner has no voice, a leaver keeps theirs, heads stay', async () => {
	const rig = await makeRig();
	await rig.db.insert(person).values({ personId: 'joiner', name: 'Nouvelle', unitId: 'a' });
	await rig.db.update(person).set({ active: false }).where(eq(person.personId, 'a-3'));
	await rig.db.update(person).set({ unitId: 'b' }).where(eq(person.personId, 'a-4'));
	const keys = (await rig.keyList()).rounds[0]!.pools;
	const ask = async (personId: string, pool: string) => {
		const { blinded } = await requestBallot(keys[pool]!);
		return (await issueBallots(rig.context, personId, [{ round: ROUND, blinded }]))[0];
	};
	expect(await ask('joiner', 'a')).toMatchObject({ ok: false, code: 'NOT_ELIGIBLE' });
	expect(await ask('a-3', 'a')).toMatchObject({ ok: true, value: { pool: 'a' } });
	expect(await ask('a-4', 'a')).toMatchObject({ ok: true, value: { pool: 'a' } });
	expect(await openSeason(rig.context)).toEqual({ ok: false, code: 'SEASON_OPEN' });

	const everyone = rig.people.filter(({ unitId }) => unitId === 'a').slice(5);
	await rig.post(...(await Promise.all(everyone.map(({ personId }) => rig.envelope(personId)))));
	let frozen: number[] = [];
	const counting = rig.context.countVoices;
	rig.context.countVoices = (tree, pools, period, voices) => {
		frozen = tree.units.map((unit) => unit.eligible);
		return counting(tree, pools, period, voices);
	};
	expect(await closeRound(rig.context, ROUND)).toMatchObject({ ok: true });
	expect(frozen).toEqual([8, 12, 10, 3]);
});
