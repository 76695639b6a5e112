/** The attacker administers and gives a friend a seat on the other side's bench, by the page, by an import or by hand in the database, to carry decisions alone; nobody is to notice. */
import { expect, it } from 'vitest';
import { auditDatabase } from '#cli/verify/local.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import type { SeatChange } from '#release/seats.ts';
import { readLedger, sha256hex } from '#server/db/ledger.ts';
import { upsertRole } from '#server/db/people.ts';
import { announceUntoldSeats } from '#server/services/announce-seats.ts';
import { erasePerson } from '#server/services/person-rights.ts';
import { readTrust } from '#server/services/read-trust.ts';
import { makeApp } from '../integration/app-rig.ts';

it('stands in the ledger and on the page, whichever way it was given; a name never does', async () => {
	const rig = await makeApp();
	const { services } = rig.app;
	const told = async (): Promise<string[]> =>
		(await readLedger(rig.db))
			.filter(({ kind }) => kind === 'seat')
			.map(({ payload }) => JSON.parse(payload) as SeatChange)
			.map(({ change, role, side, scope }) => [change, role, side, scope].join(' ').trim());
	// The set-up's own administrator is told; the rig's committee came by hand and is told by the next tick.
	expect(await told()).toEqual(['granted administrator']);
	expect(await announceUntoldSeats(services)).toBe(3);
	expect(await announceUntoldSeats(services)).toBe(0);
	const before = await told();
	const since = async () => (await told()).slice(before.length);

	// By the page.
	const ada = await rig.as('ada');
	await ada.admin.grantRole({ personId: 'emile', role: 'committee', side: 'staff', scope: null });
	expect(await since()).toEqual(['granted committee staff']);
	await ada.admin.grantRole({ personId: 'emile', role: 'committee', side: 'staff', scope: 'a' });
	await ada.admin.revokeRole({ personId: 'emile', role: 'committee' });
	expect((await since()).slice(1)).toEqual([
		'withdrawn committee staff',
		'granted committee staff a',
		'withdrawn committee staff a',
	]);
	// By an import, in which one person quietly takes another's seat.
	const line = (who: string, role: string, side = '') =>
		`${who}@example.org,${who},organisation,${role},${side}`;
	const people = [
		'mail,name,unit_id,role,side',
		line('ada', 'administrator'),
		line('hugo', 'committee', 'hr'),
	];
	const imported = await ada.admin.importPeople({
		content: [...people, line('stella', ''), line('emile', 'committee', 'staff')].join('\n'),
		dryRun: false,
	});
	expect(imported).toMatchObject({ applied: true });
	expect((await since()).slice(4)).toEqual([
		'withdrawn committee other a',
		'withdrawn committee staff',
		'granted committee staff',
	]);
	// A preview tells nothing.
	const preview = [...people, line('stella', 'committee', 'staff')].join('\n');
	await ada.admin.importPeople({ content: preview, dryRun: true });
	expect(await since()).toHaveLength(7);
	// By hand in the database: verify says so at once, the ledger within a minute.
	await upsertRole(rig.db, { personId: 'stella', role: 'committee', side: 'staff', unitId: null });
	const faults = async () => (await auditDatabase(rig.db, [])).faults.map(({ rule }) => rule);
	expect(await faults()).toEqual(['seats-untold']);
	expect(await announceUntoldSeats(services)).toBe(1);
	expect(await faults()).toEqual([]);
	// An erasure takes the seat too.
	expect(await erasePerson(services, 'stella@example.org')).toMatchObject({ ok: true });
	expect((await since()).slice(7)).toEqual([
		'granted committee staff',
		'withdrawn committee staff',
	]);

	const ledger = await readLedger(rig.db);
	for (const { kind, payload } of ledger)
		if (kind === 'seat') expect(payload).not.toMatch(/ada|hugo|stella|emile|alba|example/);
	expect(verifyLedger(ledger, sha256hex).faults).toEqual([]);
	const { seatChanges, roles } = await readTrust(services);
	expect(seatChanges[0]).toMatchObject({ change: 'withdrawn', side: 'staff', whole: true });
	expect(seatChanges).toHaveLength(12);
	expect(roles).toMatchObject({ hr: 1, staff: 1, administrators: 1 });
	expect(JSON.stringify(seatChanges)).not.toMatch(/ada|hugo|stella|emile|alba|"scope"/);
});
