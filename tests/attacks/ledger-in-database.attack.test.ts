/** The attacker has the database: as the application's own role they try to change the ledger; as superuser they switch the trigger off and change it all the same. */
import { expect, it } from 'vitest';
import { closeRound } from '#server/voices/close-round.ts';
import { sha256hex } from '#server/db/ledger.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { makeRig, ROUND } from '../integration/voices-rig.ts';

it('is refused every change; past the trigger, the chain tells', async () => {
	const rig = await makeRig();
	const ids = rig.people.slice(0, 22).map(({ personId }) => personId);
	await rig.post(...(await Promise.all(ids.map((id) => rig.envelope(id)))));
	await closeRound(rig.context, ROUND);
	const before = await rig.ledger();
	const anchor = { seq: before.at(-1)!.seq, hash: before.at(-1)!.hash };
	expect(verifyLedger(before, sha256hex, anchor).faults).toEqual([]);
	for (const statement of [
		`update ledger set payload = '{}' where kind = 'cells'`,
		`update ledger set kind = kind`,
		`delete from ledger where seq = ${anchor.seq}`,
		'delete from ledger',
		'truncate ledger',
		`insert into ledger select seq, kind, payload, prev_hash, hash from ledger where seq = 0
		 on conflict (seq) do update set payload = '{}'`,
	])
		await expect(rig.pool.query(statement), statement).rejects.toThrow(/append-only/);
	expect(await rig.ledger()).toEqual(before);

	const { rows } = await rig.pool.query<{ super: boolean }>(
		`select rolsuper as super from pg_roles where rolname = current_user`,
	);
	if (!rows[0]!.super) return;
	const client = await rig.pool.connect();
	await client.query(`set session_replication_role = replica`);
	await client.query(
		`update ledger set payload = replace(payload, '"-1":', '"-1":1') where seq = $1`,
		[anchor.seq],
	);
	client.release(true);
	const tampered = await rig.ledger();
	expect(tampered).not.toEqual(before);
	expect(verifyLedger(tampered, sha256hex).faults).toEqual([
		{ seq: anchor.seq, rule: 'chain-hash' },
	]);
});
