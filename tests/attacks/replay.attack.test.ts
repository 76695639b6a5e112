/** The attacker has one ballot and posts its envelope fifty times at once, then again with ever higher versions, to be counted more than once. */
import { expect, it } from 'vitest';
import { sealVoice } from '#client/seal.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { makeRig, ROUND, VOICE } from '../integration/voices-rig.ts';

it('is counted exactly once', async () => {
	const rig = await makeRig();
	const held = await rig.ballot('a-0');
	const seal = (version: number) => sealVoice(VOICE, held, held.sealKey, version);
	const body = await seal(1);
	const answers = await rig.post(...Array.from({ length: 50 }, () => body));
	expect(answers.every((answer) => answer.ok)).toBe(true);
	const versions = await Promise.all([2, 3, 4, 5].map(seal));
	await rig.post(...versions, ...versions, body);
	let counted = 0;
	const counting = rig.context.countVoices;
	rig.context.countVoices = (tree, pools, period, voices) => {
		counted = voices.length;
		return counting(tree, pools, period, voices);
	};
	expect(await closeRound(rig.context, ROUND)).toMatchObject({ ok: true });
	expect(counted).toBe(1);
	expect(await rig.post(body)).toEqual([{ ok: false, code: 'ROUND_CLOSED' }]);
});
