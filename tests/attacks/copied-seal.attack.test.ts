/** The attackers see a victim's sealed voice on its way and post copies of it under their own ballots, so that the victim's answer is multiplied and stands out in the totals. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { signedText, type Envelope } from '#contracts/protocol.ts';
import { encodeEnvelope, toBase64url } from '#contracts/wire.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { makeRig, ROUND } from '../integration/voices-rig.ts';

it('does not open anywhere but in its own place', async () => {
	const rig = await makeRig();
	const victim = JSON.parse(await rig.envelope('a-0')) as Envelope;
	const { enc, seal, purpose, round, pool, version } = victim;
	const copies = await Promise.all(
		['a-1', 'a-2', 'a-3', 'a-4'].map(async (colluder) => {
			const held = await rig.ballot(colluder);
			const fields = { purpose, round, pool, version, enc, seal };
			const text = signedText({ ...fields, serial: held.serial });
			const signature = new Uint8Array(
				await crypto.subtle.sign(
					{ name: 'ECDSA', hash: 'SHA-256' },
					held.privateKey,
					new TextEncoder().encode(text),
				),
			);
			return encodeEnvelope({
				...fields,
				ballot: held.ballot,
				signature: toBase64url(signature),
			});
		}),
	);
	expect(new Set(copies.map((body) => createHash('sha256').update(body).digest('hex'))).size).toBe(
		4,
	);
	const answers = await rig.post(JSON.stringify(victim), ...copies);
	// The right to be counted is theirs: they are taken, and count nothing.
	expect(answers.every((answer) => answer.ok)).toBe(true);
	let counted = 0;
	const counting = rig.context.countVoices;
	rig.context.countVoices = (tree, pools, period, voices) => {
		counted = voices.length;
		return counting(tree, pools, period, voices);
	};
	const closed = await closeRound(rig.context, ROUND);
	expect(counted).toBe(1);
	expect(closed).toMatchObject({ ok: true, value: { malformed: 4 } });
});
