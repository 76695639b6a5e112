/** The attacker posts forged ballots and real ones of another round, another pool or another person, and compares answers and durations to learn which check refused them. */
import { createHash, createPublicKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { sealVoice } from '#client/seal.ts';
import { envelopeSchema, type Envelope } from '#contracts/protocol.ts';
import { checkEnvelope } from '#server/voices/check-envelope.ts';
import { answerOf } from '#server/voices/submit-voice.ts';
import { makeRig, VOICE } from '../integration/voices-rig.ts';

it('is told and timed the same whatever is wrong', async () => {
	const rig = await makeRig();
	const held = await rig.ballot('b-0');
	const other = await rig.ballot('b-1');
	const foreign = await rig.ballot('a-0');
	const [now, later] = (await rig.keyList()).rounds;
	const ofLater = await rig.ballot('b-0', later!.round);
	const seal = async (over: Partial<typeof held>) =>
		sealVoice(VOICE, { ...held, ...over }, held.sealKey, 1);
	const good = envelopeSchema.parse(JSON.parse(await seal({})));
	const broken = good.ballot.signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'));
	const { ballot, privateKey, serial } = ofLater;
	const bodies: Record<string, string> = {
		'signature of nobody': JSON.stringify({
			...good,
			ballot: { ...good.ballot, signature: broken },
		}),
		'ballot of another round': await seal({ ballot, privateKey, serial }),
		'ballot of another pool': await seal({
			ballot: foreign.ballot,
			privateKey: foreign.privateKey,
			serial: foreign.serial,
		}),
		'own ballot, claimed for another pool': await seal({ pool: 'a' }),
		'pool that does not exist': await seal({ pool: 'nowhere' }),
		'ballot of another person': await seal({ ballot: other.ballot }),
		'key of another person': await seal({ privateKey: other.privateKey }),
		'changed version': JSON.stringify({ ...good, version: 2 }).replace('"pad":".', '"pad":".'),
		'no point of the curve': JSON.stringify({
			...good,
			ballot: { ...good.ballot, publicKey: 'B'.repeat(87) },
		}),
	};
	const before = (await rig.inbox()).length;
	const answers = new Map<string, string>();
	for (const [name, body] of Object.entries(bodies)) {
		const [answer] = await rig.post(body);
		answers.set(name, JSON.stringify(answerOf(answer!)));
	}
	const refused = JSON.stringify(answerOf({ ok: false, code: 'BALLOT_REFUSED' }));
	for (const [name, answer] of answers) expect(answer, name).toBe(refused);
	expect((await rig.inbox()).length).toBe(before);
	expect(createHash('sha256').update(refused).digest('hex')).toHaveLength(64);

	// Duration: medians of interleaved checks. Skipping one signature makes a check several times shorter.
	const keys = new Map(
		Object.entries(now!.pools).map(([pool, spki]) => [
			pool,
			createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' }),
		]),
	);
	const parsed = Object.values(bodies).map((body) => JSON.parse(body) as Envelope);
	const times = parsed.map(() => [] as number[]);
	for (let turn = 0; turn < 80; turn++)
		for (const [i, envelope] of parsed.entries()) {
			const start = process.hrtime.bigint();
			checkEnvelope(envelope, keys);
			times[i]!.push(Number(process.hrtime.bigint() - start));
		}
	const medians = times.map((some) => some.sort((a, b) => a - b)[some.length >> 1]!);
	expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.8);
});
