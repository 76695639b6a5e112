/** The attacker posts ballots that will be refused, hundreds of each kind, and times the answers: a kind that is told faster tells which check refused it, and so what the server knows. */
import { expect, it } from 'vitest';
import { sealVoice } from '#client/seal.ts';
import { envelopeSchema, type Envelope } from '#contracts/protocol.ts';
import { makeRig, VOICE } from '../integration/voices-rig.ts';

const EACH = 400;

it('cannot tell forged, other-period, other-pool and replayed ballots apart by the time of the answer', async () => {
	const rig = await makeRig();
	const held = await rig.ballot('b-0');
	const foreign = await rig.ballot('a-0');
	const [, later] = (await rig.keyList()).rounds;
	const ofLater = await rig.ballot('b-0', later!.round);
	const seal = (over: Partial<typeof held>) =>
		sealVoice(VOICE, { ...held, ...over }, held.sealKey, 1);
	const good = envelopeSchema.parse(JSON.parse(await seal({})));
	const sized = (envelope: Envelope): string => JSON.stringify(envelope);
	const flip = (text: string) => text.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'));
	const of = ({ ballot, privateKey, serial }: typeof held) => ({ ballot, privateKey, serial });
	// The ballot that was counted once is posted again, with the voice of another version under the old signature.
	expect(await rig.post(sized(good))).toEqual([{ ok: true, value: null }]);
	const kinds: Record<string, string> = {
		forged: sized({ ...good, ballot: { ...good.ballot, signature: flip(good.ballot.signature) } }),
		'other period': await seal(of(ofLater)),
		'other pool': await seal(of(foreign)),
		replayed: sized({ ...good, version: 2 }),
	};
	const names = Object.keys(kinds);
	const times = new Map<string, number[]>(names.map((name) => [name, []]));
	for (let turn = 0; turn < EACH + 40; turn++) {
		// Each turn in another order, so that none always follows the same.
		const order = names.map((_, i) => names[(i + turn) % names.length]!);
		if (turn % 2) order.reverse();
		for (const name of order) {
			const body = Buffer.from(kinds[name]!);
			const start = process.hrtime.bigint();
			const answer = await rig.submit(body);
			const took = Number(process.hrtime.bigint() - start);
			expect(answer).toEqual({ ok: false, code: 'BALLOT_REFUSED' });
			if (turn >= 40) times.get(name)!.push(took);
		}
	}
	const lines: string[] = [];
	for (const [i, a] of names.entries())
		for (const b of names.slice(i + 1)) {
			const chance = superiority(times.get(a)!, times.get(b)!);
			lines.push(`  ${a} slower than ${b}: ${(chance * 100).toFixed(1)} % of pairs`);
			// Half is no difference at all. With 400 each the standard error is 2 %; a check that is skipped gives over 95 %.
			expect(Math.abs(chance - 0.5), lines.at(-1)!).toBeLessThan(0.15);
		}
	process.stdout.write(`${lines.join('\n')}\n`);
});

/** How often a time of the first kind is longer than one of the second: Mann and Whitney's U, as a share. */
function superiority(a: readonly number[], b: readonly number[]): number {
	let wins = 0;
	for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
	return wins / (a.length * b.length);
}
