/** The attacker is an employer in a hurry: wants people invited before the works council was consulted, people informed and the risks assessed, or says so alone. */
import { expect, it } from 'vitest';
import type { TRPCError } from '@trpc/server';
import { verifyLedger } from '#release/verify-ledger.ts';
import { readLedger, sha256hex } from '#server/db/ledger.ts';
import { updateOrganisation } from '#server/db/organisation.ts';
import { readTrust } from '#server/services/read-trust.ts';
import { describeError } from '#server/trpc/failures.ts';
import { makeApp } from '../integration/app-rig.ts';

const DATES = { consulted: '2026-01-15', informed: '2026-02-01', assessed: '2026-01-20' };

it('opens no season until both sides, each for itself, recorded the same dates in the ledger', async () => {
	const rig = await makeApp();
	const [ada, hugo, stella, alba] = await Promise.all(
		['ada', 'hugo', 'stella', 'alba'].map((id) => rig.as(id)),
	);
	const codeOf = (work: Promise<unknown>): Promise<string> =>
		work.then(
			() => 'ok',
			(error: TRPCError) => describeError(error).code,
		);
	const open = () => codeOf(ada!.admin.openSeason());
	// Past the gate it is people who are missing in this small organisation.
	const PASSED = 'TOO_FEW_PEOPLE';
	expect(await open()).toBe('LEGAL_GATE');
	// Administrators record nothing, nor who sits on neither side; nor days that are yet to come, nor half of them.
	expect(await codeOf(ada!.committee.recordLegal(DATES))).toBe('FORBIDDEN');
	expect(await codeOf(alba!.committee.recordLegal(DATES))).toBe('FORBIDDEN');
	expect(await codeOf(hugo!.committee.recordLegal({ ...DATES, informed: '2999-01-01' }))).toBe(
		'BAD_INPUT',
	);
	expect(await codeOf(hugo!.committee.recordLegal({ ...DATES, informed: '' }))).toBe('BAD_INPUT');
	expect(await open()).toBe('LEGAL_GATE');
	// One side twice is one side.
	expect(await hugo!.committee.recordLegal(DATES)).toEqual({ agreed: false });
	expect(await hugo!.committee.recordLegal(DATES)).toEqual({ agreed: false });
	expect(await open()).toBe('LEGAL_GATE');
	// The other side saw another meeting.
	expect(await stella!.committee.recordLegal({ ...DATES, consulted: '2026-01-16' })).toEqual({
		agreed: false,
	});
	expect(await open()).toBe('LEGAL_GATE');
	expect(await stella!.committee.recordLegal(DATES)).toEqual({ agreed: true });
	expect(await open()).toBe(PASSED);
	// What was said stays said, and anybody reads it.
	const entries = await readLedger(rig.db);
	expect(entries.filter(({ kind }) => kind === 'legal')).toHaveLength(4);
	expect(verifyLedger(entries, sha256hex).faults).toEqual([]);
	expect((await readTrust(rig.app.services)).legal).toMatchObject({
		agreed: true,
		hr: DATES,
		staff: DATES,
	});
	// A side that takes its word back closes the gate again.
	await stella!.committee.recordLegal({ ...DATES, assessed: '2026-01-21' });
	expect(await open()).toBe('LEGAL_GATE');
	// A demonstration is exempt, and says so.
	await updateOrganisation(rig.db, { demo: true });
	expect(await open()).toBe(PASSED);
	expect((await ada!.admin.overview()).legal).toMatchObject({ exempt: true, agreed: false });
});
