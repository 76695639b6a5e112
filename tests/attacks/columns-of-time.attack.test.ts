/** The attacker has the database and looks for columns that order or date what people do: timestamps, sequences, identities, ids with a time in them, addresses. */
import { expect, it } from 'vitest';
import { makeApp } from '../integration/app-rig.ts';
import { makeRig } from '../integration/voices-rig.ts';

/** The sign-in links on their way, and fields of the sign-in library that stay empty. */
const TIMES = [
	'account.access_token_expires_at',
	'account.refresh_token_expires_at',
	'verification.expires_at',
];

it('finds no time, sequence, identity, default clock or address beside what people do', async () => {
	const { pool } = await makeApp();
	const ask = async (text: string) =>
		(await pool.query<{ name: string }>(text)).rows.map(({ name }) => name).sort();
	const columns = `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`;
	expect((await ask(columns)).length).toBeGreaterThan(60);
	expect(await ask(`${columns} and data_type ~ '^(timestamp|time)'`)).toEqual(TIMES);
	expect(
		await ask(
			`${columns} and (is_identity = 'YES' or column_default ~ '(nextval|now|clock|current_|uuid)')`,
		),
	).toEqual([]);
	expect(
		await ask(
			`${columns} and column_name ~ '(ip|address|agent|browser|device|inet)' and column_name <> 'description'`,
		),
	).toEqual([]);
	expect(await ask(`${columns} and data_type in ('inet', 'cidr', 'uuid')`)).toEqual([]);
	expect(
		await ask(
			`select sequence_name as name from information_schema.sequences where sequence_schema = 'public'`,
		),
	).toEqual([]);
	const own = `${columns} and table_name in ('inbox', 'ballot_issue')`;
	expect(await ask(own)).toEqual([
		...['ballot_issue.person_id', 'ballot_issue.request_hash', 'ballot_issue.round_id'],
		...['inbox.pool_id', 'inbox.round_id', 'inbox.seal', 'inbox.serial', 'inbox.version'],
	]);
});

it('finds no link between the two tables: neither a key nor a value in common but the round', async () => {
	const rig = await makeRig();
	await rig.post(...(await Promise.all(['a-0', 'a-1', 'b-0'].map((id) => rig.envelope(id)))));
	const { rows: keys } = await rig.pool.query(
		`select conname from pg_constraint where contype = 'f' and conrelid = 'inbox'::regclass and confrelid <> 'round'::regclass`,
	);
	expect(keys).toEqual([]);
	const { rows: issued } = await rig.pool.query<{ line: string; hash: string }>(
		`select ballot_issue::text as line, request_hash as hash from ballot_issue`,
	);
	const { rows: stored } = await rig.pool.query<{ line: string; serial: string }>(
		'select inbox::text as line, serial from inbox',
	);
	expect(issued).toHaveLength(3);
	for (const { line, serial } of stored) {
		for (const { hash } of issued) expect(line).not.toContain(hash);
		for (const one of issued) {
			expect(one.line).not.toContain(serial);
			expect(one.line).not.toContain(Buffer.from(serial, 'base64url').toString('hex'));
		}
	}
});
