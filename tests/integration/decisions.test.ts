import { beforeEach, describe, expect, it } from 'vitest';
import { findOrganisation } from '#server/db/organisation.ts';
import { readLedger, sha256hex } from '#server/db/ledger.ts';
import { approveDecision, isCarried, withdrawDecision } from '#server/services/approve-decision.ts';
import { grantRole, revokeRole } from '#server/services/grant-role.ts';
import { proposalSchema, proposeDecision } from '#server/services/propose-decision.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { makeApp, type AppRig } from './app-rig.ts';

let rig: AppRig;
beforeEach(async () => {
	rig = await makeApp();
});

const k = async (): Promise<number> => (await findOrganisation(rig.db))!.k;
async function propose(by = 'hugo', proposal: object = { kind: 'set-k', k: 5 }): Promise<string> {
	const result = await proposeDecision(
		rig.app.services,
		await rig.person(by),
		proposalSchema.parse(proposal),
	);
	if (!result.ok) throw new Error(result.code);
	return result.value.decisionId;
}
const approve = async (by: string, decisionId: string) =>
	approveDecision(rig.app.services, await rig.person(by), decisionId);

describe('a decision', () => {
	it('holds once both sides have approved, and stands in the ledger', async () => {
		const id = await propose('hugo');
		expect(await k()).toBe(8);
		expect(await approve('stella', id)).toEqual({ ok: true, value: { adopted: true } });
		expect(await k()).toBe(5);
		const ledger = await readLedger(rig.db);
		expect(JSON.parse(ledger.at(-1)!.payload)).toEqual({
			id,
			k: 5,
			sides: ['hr', 'staff'],
			subject: 'set-k',
		});
		expect(verifyLedger(ledger, sha256hex)).toMatchObject({ ok: true });
	});

	it('does not hold by one side and others, nor by one person twice', async () => {
		const id = await propose('hugo');
		expect(await approve('hugo', id)).toMatchObject({ code: 'DECISION_ALREADY_APPROVED' });
		expect(await approve('alba', id)).toEqual({ ok: true, value: { adopted: false } });
		expect(await k()).toBe(8);
		// The same person on the other side later: still one person.
		await grantRole(rig.app.services, {
			personId: 'hugo',
			role: 'committee',
			side: 'staff',
			scope: null,
		});
		expect(await approve('hugo', id)).toMatchObject({ code: 'DECISION_ALREADY_APPROVED' });
		expect(await k()).toBe(8);
		expect(
			isCarried([
				{ side: 'hr', personId: 'x' },
				{ side: 'staff', personId: 'x' },
			]),
		).toBe(false);
	});

	it('is adopted once, however many approve at the same moment', async () => {
		await grantRole(rig.app.services, {
			personId: 'emile',
			role: 'committee',
			side: 'staff',
			scope: null,
		});
		const id = await propose('hugo');
		const results = await Promise.all([approve('stella', id), approve('emile', id)]);
		expect(results.filter((result) => result.ok && result.value.adopted)).toHaveLength(1);
		expect((await readLedger(rig.db)).filter((entry) => entry.kind === 'decision')).toHaveLength(1);
	});

	it('can change the plan, and says so in the ledger', async () => {
		const id = await propose('stella', { kind: 'set-plan', plan: { valence: 99, factor: 2 } });
		await approve('hugo', id);
		expect((await findOrganisation(rig.db))!.plan).toEqual({ valence: 99, factor: 2 });
		expect(verifyLedger(await readLedger(rig.db), sha256hex).ok).toBe(true);
	});

	it('never lowers k under five, nor changes nothing', async () => {
		expect(proposalSchema.safeParse({ kind: 'set-k', k: 4 }).success).toBe(false);
		expect(proposalSchema.safeParse({ kind: 'set-k', k: 5.5 }).success).toBe(false);
		expect(proposalSchema.safeParse({ kind: 'set-plan', plan: { mood: 1 } }).success).toBe(false);
		const same = await proposeDecision(rig.app.services, await rig.person('hugo'), {
			kind: 'set-k',
			k: 8,
		});
		expect(same).toMatchObject({ code: 'BAD_INPUT' });
	});

	it('is nothing for people outside the committee', async () => {
		const id = await propose('hugo');
		for (const outsider of ['emile', 'ada']) {
			const by = await rig.person(outsider);
			expect(await proposeDecision(rig.app.services, by, { kind: 'set-k', k: 5 })).toMatchObject({
				code: 'FORBIDDEN',
			});
			expect(await approveDecision(rig.app.services, by, id)).toMatchObject({ code: 'FORBIDDEN' });
		}
	});

	it('can be withdrawn by who approved it, and then not be approved', async () => {
		const id = await propose('hugo');
		expect(await withdrawDecision(rig.app.services, await rig.person('stella'), id)).toMatchObject({
			code: 'NOT_FOUND',
		});
		expect((await withdrawDecision(rig.app.services, await rig.person('hugo'), id)).ok).toBe(true);
		expect(await approve('stella', id)).toMatchObject({ code: 'DECISION_ALREADY_APPROVED' });
		expect(await k()).toBe(8);
	});
});

describe('roles', () => {
	it('end at the next request', async () => {
		expect((await rig.person('hugo')).committee).toEqual({ side: 'hr', unitId: null });
		await revokeRole(rig.app.services, { personId: 'hugo', role: 'committee' });
		expect((await rig.person('hugo')).committee).toBeNull();
	});

	it('always leave one administrator', async () => {
		const ada = { personId: 'ada', role: 'administrator' } as const;
		expect(await revokeRole(rig.app.services, ada)).toMatchObject({
			code: 'ADMINISTRATOR_MISSING',
		});
		await grantRole(rig.app.services, { personId: 'emile', role: 'administrator' });
		expect((await revokeRole(rig.app.services, ada)).ok).toBe(true);
	});

	it('are for people and units that exist', async () => {
		const grant = { role: 'committee', side: 'hr', scope: 'nowhere' } as const;
		expect(await grantRole(rig.app.services, { personId: 'emile', ...grant })).toMatchObject({
			code: 'UNIT_UNKNOWN',
		});
		expect(await grantRole(rig.app.services, { personId: 'ghost', ...grant })).toMatchObject({
			code: 'NOT_FOUND',
		});
	});
});
