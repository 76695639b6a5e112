/** The attacker has a backup of the database made while a round was open, and, after its close, the whole disk: key folder, deleted files still held open, ledger. */
import {
	existsSync,
	openSync,
	readFileSync,
	readSync,
	closeSync,
	readdirSync,
	statSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closeRound } from '#server/voices/close-round.ts';
import { openInbox } from '#server/voices/open-inbox.ts';
import type { RoundSecret } from '#server/voices/key-store.ts';
import { makeRig, random, ROUND } from '../integration/voices-rig.ts';

it('opens nothing: the key was never in the backup, and is overwritten before it goes', async () => {
	const rig = await makeRig();
	await rig.post(...(await Promise.all(['a-0', 'a-1', 'b-0'].map((id) => rig.envelope(id)))));
	const backup = await rig.inbox();
	const file = join(rig.folder, `${encodeURIComponent(ROUND)}.json`);
	const secret = JSON.parse(readFileSync(file, 'utf8')) as RoundSecret;
	expect(statSync(file).mode & 0o077).toBe(0);
	const place = { purpose: 'pulse', roundId: ROUND };
	expect((await openInbox(secret.sealPrivate, place, backup, random)).voices).toHaveLength(3);

	// No table of the database holds the key, in any form.
	const { rows: tables } = await rig.pool.query<{ name: string }>(
		`select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
	);
	const scalar = Buffer.from(secret.sealPrivate.d!, 'base64url');
	for (const { name } of tables) {
		const { rows } = await rig.pool.query<{ line: string }>(
			`select t::text as line from ${name} t`,
		);
		const text = rows.map(({ line }) => line).join('\n');
		for (const form of [secret.sealPrivate.d!, scalar.toString('hex'), scalar.toString('base64')])
			expect(text.includes(form), name).toBe(false);
	}

	const held = openSync(file, 'r');
	await closeRound(rig.context, ROUND);
	const left = Buffer.alloc(8192);
	const length = readSync(held, left, 0, left.length, 0);
	closeSync(held);
	expect(left.subarray(0, length).every((byte) => byte === 0)).toBe(true);
	expect(existsSync(file)).toBe(false);
	for (const name of readdirSync(rig.folder)) {
		const other = JSON.parse(readFileSync(join(rig.folder, name), 'utf8')) as RoundSecret;
		const opened = await openInbox(other.sealPrivate, place, backup, random);
		expect(opened.voices, name).toEqual([]);
	}
	expect(await rig.context.keys.read(ROUND)).toBeNull();
});
