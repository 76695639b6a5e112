/** The attacker runs the server that signs ballots, keeps every request and answer with the person’s name, and searches the ballots that are spent later for anything of them. */
import { expect, it } from 'vitest';
import { finishBallot, requestBallot } from '#client/ballots.ts';
import { issueBallots } from '#server/voices/issue-ballots.ts';
import { fromBase64url } from '#contracts/wire.ts';
import { makeRig, ROUND } from '../integration/voices-rig.ts';

it('knows none of them again: nothing that is spent was seen, and each request is another', async () => {
	const rig = await makeRig();
	const key = (await rig.keyList()).rounds[0]!.pools.a!;
	const seen: Buffer[] = [];
	const spent: Buffer[] = [];
	for (const person of ['a-0', 'a-1', 'a-2', 'a-3']) {
		const request = await requestBallot(key);
		const [answer] = await issueBallots(rig.context, person, [
			{ round: ROUND, blinded: request.blinded },
		]);
		if (!answer?.ok) throw new Error('not issued');
		const ballot = (await finishBallot(request, key, answer.value.signature))!;
		seen.push(
			...[request.blinded, answer.value.signature].map((t) => Buffer.from(fromBase64url(t)!)),
		);
		const parts = [ballot.publicKey, ballot.prepared, ballot.signature, request.serial];
		spent.push(...parts.map((t) => Buffer.from(fromBase64url(t)!)));
	}
	// Eight bytes in common, anywhere, would be no chance.
	for (const one of spent)
		for (let at = 0; at + 8 <= one.length; at += 4)
			for (const other of seen) expect(other.includes(one.subarray(at, at + 8))).toBe(false);
	// A blinded request is spread over the whole range: its first bytes say nothing.
	const first = new Set(seen.map((bytes) => bytes.toString('hex', 0, 8)));
	expect(first.size).toBe(seen.length);
	// What the database keeps of it is a hash of what was blinded, of no use against what is spent.
	const { rows } = await rig.pool.query<{ line: string }>(
		`select ballot_issue::text as line from ballot_issue`,
	);
	for (const { line } of rows)
		for (const one of spent) expect(line).not.toContain(one.toString('hex'));
});

it('cannot tell by the answer either: the same request is answered alike, and no answer depends on what is under the blinding', async () => {
	const rig = await makeRig();
	const key = (await rig.keyList()).rounds[0]!.pools.b!;
	const request = await requestBallot(key);
	const ask = () => issueBallots(rig.context, 'b-0', [{ round: ROUND, blinded: request.blinded }]);
	expect(await ask()).toEqual(await ask());
	const requests = await Promise.all([1, 2, 3].map(() => requestBallot(key)));
	const lengths = new Set(requests.map(({ blinded }) => fromBase64url(blinded)!.length));
	expect(lengths).toEqual(new Set([256]));
});
