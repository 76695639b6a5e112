/** The attacker runs the server and gives one person keys of their own (for the seal, or for one pool), so as to know that person's voice again. */
import { expect, it } from 'vitest';
import { checkKeys } from '#client/check-keys.ts';
import { finishBallot, requestBallot } from '#client/ballots.ts';
import { canonical } from '#contracts/canonical.ts';
import type { KeyList } from '#contracts/protocol.ts';
import { issueBallots } from '#server/voices/issue-ballots.ts';
import { readMyRounds } from '#server/voices/my-rounds.ts';
import { makeRoundKeys } from '#server/voices/make-round-keys.ts';
import { readPublicKeys } from '#server/voices/public-keys.ts';
import { makeRig, ROUND } from '../integration/voices-rig.ts';
import { sha } from './published.ts';

const WRONG = { ok: false, code: 'KEYS_DIFFER' };
const tagged = (list: KeyList, change: (round: KeyList['rounds'][number]) => void): KeyList => {
	const copy = structuredClone(list);
	change(copy.rounds[0]!);
	return copy;
};

it('stops the device of whoever is shown keys that are not everybody’s', async () => {
	const rig = await makeRig();
	const own = (await readMyRounds(rig.db, 'a-0'))!;
	const { seasons } = await readPublicKeys(rig.db);
	expect(await checkKeys(seasons, own)).toMatchObject({ ok: true });
	const strange = await makeRoundKeys(['a']);
	const lists = [
		tagged(seasons[0]!.keyList, (round) => (round.sealKey = strange.sealKey)),
		tagged(seasons[0]!.keyList, (round) => (round.pools.a = strange.pools.a!)),
	];
	for (const keyList of lists) {
		const hash = sha(canonical(keyList));
		// Under the published hash; under its own hash; with the signed-in channel lying alike.
		expect(await checkKeys([{ keyList, hash: seasons[0]!.hash, succeeded: [] }], own)).toEqual(
			WRONG,
		);
		expect(await checkKeys([{ keyList, hash, succeeded: [] }], own)).toEqual(WRONG);
		const lied = { ...own, keyListHash: hash };
		expect(await checkKeys(seasons, lied)).toEqual(WRONG);
		// Both channels lie: an earlier visit gives it away.
		const one = [{ keyList, hash, succeeded: [] }];
		for (const restores of [[], ['r1']]) {
			const remembered = [{ hash: own.keyListHash, restores }];
			expect(await checkKeys(one, lied, remembered, restores)).toEqual(WRONG);
			// Nor with a ledger from before a restore that this device has seen.
			expect(await checkKeys(one, lied, [{ hash, restores: ['r1', 'r2'] }], restores)).toEqual(
				WRONG,
			);
		}
		// And anybody else’s list, or the ledger, differs from the hash that the person is told.
		const ledger = (await rig.ledger()).find(({ kind }) => kind === 'season')!;
		expect(ledger.payload).toContain(seasons[0]!.hash);
		expect(ledger.payload).not.toContain(hash);
	}
});

it('has the device throw away a ballot signed by another key than the published one', async () => {
	const rig = await makeRig();
	const published = (await rig.keyList()).rounds[0]!.pools;
	const request = await requestBallot(published.a!);
	const [answer] = await issueBallots(rig.context, 'a-1', [
		{ round: ROUND, blinded: request.blinded },
	]);
	if (!answer?.ok) throw new Error('not issued');
	expect(await finishBallot(request, published.a!, answer.value.signature)).not.toBeNull();
	const strange = await makeRoundKeys(['a']);
	await rig.context.keys.write(ROUND, strange.secret);
	const again = await requestBallot(published.a!);
	const [bad] = await issueBallots(rig.context, 'a-2', [{ round: ROUND, blinded: again.blinded }]);
	// Out of that key’s range it is not even signed.
	if (bad?.ok) expect(await finishBallot(again, published.a!, bad.value.signature)).toBeNull();
	else expect(bad).toMatchObject({ code: 'BAD_INPUT' });
});
