/** The attackers are the management's side alone: they lower k, widen what is published or close a period early by themselves, twice over, under a borrowed side, or reaching back into a running season. */
import { expect, it } from 'vitest';
import { sha256hex } from '#server/db/ledger.ts';
import { appendLedger, readLedger } from '#server/db/ledger.ts';
import { decision } from '#release/entries.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { organisation } from '#server/db/schema/index.ts';
import { approveDecision } from '#server/services/approve-decision.ts';
import { grantRole } from '#server/services/grant-role.ts';
import { closeEarly } from '#server/voices/close-early.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { makeApp } from '../integration/app-rig.ts';
import { makeRig, PLAN, ROUND } from '../integration/voices-rig.ts';

it('changes nothing without a person of the other side', async () => {
	const rig = await makeApp();
	const { services } = rig.app;
	const hugo = await rig.as('hugo');
	const { decisionId } = await hugo.committee.propose({ kind: 'set-k', k: 5 });
	const approve = async (personId: string) =>
		approveDecision(services, await rig.person(personId), decisionId);
	expect(await approve('hugo')).toMatchObject({ ok: false });
	// Two of the same side; a side of neither kind; the same person again under the other side.
	const grant = (personId: string, side: 'hr' | 'staff' | 'other') =>
		grantRole(services, { personId, role: 'committee', side, scope: null });
	await grant('emile', 'hr');
	expect(await approve('emile')).toEqual({ ok: true, value: { adopted: false } });
	expect(await approve('alba')).toEqual({ ok: true, value: { adopted: false } });
	await grant('hugo', 'staff');
	expect(await approve('hugo')).toMatchObject({ ok: false });
	expect((await services.db.select().from(organisation))[0]!.k).toBe(8);
	expect((await readLedger(rig.db)).map(({ kind }) => kind)).not.toContain('decision');
	expect(await approve('stella')).toEqual({ ok: true, value: { adopted: true } });
	expect((await services.db.select().from(organisation))[0]!.k).toBe(5);
	for (const k of [4, 1, 0, -1])
		await expect(hugo.committee.propose({ kind: 'set-k', k })).rejects.toThrow();
});

it('is found out by anybody when it is written into the ledger all the same', async () => {
	const rig = await makeRig();
	await appendLedger(rig.db, [decision({ id: 'x', subject: 'set-k', sides: ['hr'], k: 5 })]);
	expect(verifyLedger(await rig.ledger(), sha256hex).faults).toMatchObject([
		{ rule: 'decision-one-sided' },
	]);
});

it('neither closes a period early nor reaches into the running season', async () => {
	const rig = await makeRig();
	expect(await closeEarly(rig.context, ROUND)).toEqual({
		ok: false,
		code: 'DECISION_SIDE_MISSING',
	});
	// Written straight into the database by an administrator, in the middle of the season.
	const deeper = { valence: 9, emotion: 9, difficulty: 9, factor: 9 };
	await rig.db.update(organisation).set({ k: 50, plan: deeper });
	const ids = rig.people.slice(0, 22).map(({ personId }) => personId);
	await rig.post(...(await Promise.all(ids.map((id) => rig.envelope(id)))));
	expect(await closeRound(rig.context, ROUND)).toMatchObject({ ok: true });
	const ledger = await rig.ledger();
	const released = ledger.find(({ kind }) => kind === 'release')!;
	expect(JSON.parse(released.payload)).toMatchObject({ k: 5, plan: PLAN });
	expect(verifyLedger(ledger, sha256hex).faults).toEqual([]);
});
