/** What a backup holds, what it never holds, and every file that a restore refuses without touching anything. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { openChunks } from '#server/backup/chunks.ts';
import { openHeader } from '#server/backup/header.ts';
import { takerOf } from '#server/backup/taker.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import type { Database } from '#server/db/database.ts';
import { appendLedger, readHead, readLedger, sha256hex } from '#server/db/ledger.ts';
import { findOrganisation, updateOrganisation } from '#server/db/organisation.ts';
import { BACKED_UP, LEFT_OUT } from '#server/db/snapshot.ts';
import { backUp } from '#server/services/back-up.ts';
import { restoreBackup, type RestoreOptions } from '#server/services/restore-backup.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { CHEAP, newFolder, PASSPHRASE } from './backup-rig.ts';
import { freshDatabase } from './database.ts';
import { makeRig, ROUND, type Rig } from './voices-rig.ts';

const TOKEN = 'session-token-that-must-not-leave';
const LINK = 'hash-of-a-sign-in-link';
let rig: Rig;
let folder: string;
let file: string;
let seals: Buffer[];
const now = () => new Date('2026-11-12T09:00:00Z');
const write = (out: string) =>
	backUp({ pool: rig.pool, now }, { passphrase: PASSPHRASE, out, cost: CHEAP });
const restore = (db: Database, over: Partial<RestoreOptions> = {}) =>
	restoreBackup(db, {
		file,
		passphrase: PASSPHRASE,
		force: false,
		older: false,
		anchors: [],
		...over,
	});

beforeAll(async () => {
	rig = await makeRig();
	folder = newFolder();
	file = join(folder, 'all.backup');
	await rig.post(...(await Promise.all(['a-0', 'a-1', 'b-0'].map((id) => rig.envelope(id)))));
	const { db } = rig;
	await db.execute(
		sql`insert into "user" values ('a-0', '', 'a-0@example.org', true, null, '2026-11-01', '2026-11-01')`,
	);
	await db.execute(
		sql`insert into session values ('s', '2027-01-01', ${TOKEN}, '2026-11-01', '2026-11-01', 'a-0')`,
	);
	await db.execute(
		sql`insert into verification values ('v', 'i', ${LINK}, now(), '2026-11-01', '2026-11-01')`,
	);
	seals = (await rig.inbox()).map(({ seal }) => seal);
	await write(file);
});

/** What someone with the passphrase reads. */
async function contentOf(path: string): Promise<string> {
	const take = takerOf(Readable.from([readFileSync(path)]));
	const header = await openHeader(PASSPHRASE, take);
	if (!header.ok) throw new Error(header.code);
	let text = '';
	for await (const part of Readable.from(openChunks(header.value, take)).pipe(createGunzip()))
		text += String(part);
	return text;
}

/** Everything in a database, in a few characters. */
async function stateOf(db: Database): Promise<string> {
	const digest = createHash('sha256');
	for (const table of [...BACKED_UP, ...LEFT_OUT]) {
		const { rows } = await db.execute(
			sql`select t::text as row from ${sql.identifier(table)} t order by 1`,
		);
		digest.update(JSON.stringify([table, rows]));
	}
	return digest.digest('hex');
}

describe('a backup', () => {
	it('has decided about every table that there is, one way only', async () => {
		const { rows } = await rig.db.execute<{ name: string }>(
			sql`select tablename as name from pg_tables where schemaname = 'public'`,
		);
		expect([...BACKED_UP, ...LEFT_OUT].sort()).toEqual(rows.map(({ name }) => name).sort());
		await rig.db.execute(sql`create table forgotten (id int)`);
		await expect(write(join(folder, 'never'))).rejects.toThrow('what happens to a table');
		await rig.db.execute(sql`drop table forgotten`);
		expect(() => statSync(join(folder, 'never'))).toThrow('ENOENT');
	});

	it('can be read by its owner only, and says nothing without the passphrase', () => {
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const bytes = readFileSync(file).toString('latin1');
		for (const word of ['Personne', 'example.org', 'unit', 'genesis', 'pulse'])
			expect(bytes).not.toContain(word);
	});

	it('holds people and ledger; no session, no link, no key, no sealed voice, nobody who fetched a ballot', async () => {
		const text = await contentOf(file);
		expect(text).toContain('Personne a 00');
		expect(text).toContain('keyListHash');
		for (const table of LEFT_OUT) expect(text).not.toContain(`["${table}",`);
		const keys = (await rig.context.keys.read(ROUND))!;
		const secrets = [
			TOKEN,
			LINK,
			keys.sealPrivate.d!,
			...Object.values(keys.pools).map((pem) => pem.slice(100, 160)),
			...seals.flatMap((seal) => [
				seal.subarray(70, 110).toString('hex'),
				seal.subarray(72, 111).toString('base64'),
			]),
		];
		expect(seals.length).toBeGreaterThanOrEqual(8);
		for (const secret of secrets) expect(text.includes(secret)).toBe(false);
	});

	it('is of one moment, while others write', async () => {
		let writing = true;
		const writer = (async () => {
			while (writing)
				await rig.db.transaction(async (tx) => {
					const [entry] = await appendLedger(tx, [
						{ kind: 'note', payload: { text: 'x'.repeat(500) } },
					]);
					await updateOrganisation(tx, { name: `as of ${entry!.seq}` });
				});
		})();
		const copies = ['one', 'two', 'three'].map((name) => join(folder, name));
		for (const copy of copies) await write(copy);
		writing = false;
		await writer;
		for (const copy of copies) {
			const { db } = await freshDatabase();
			expect(await restore(db, { file: copy })).toMatchObject({ ok: true });
			const head = (await readHead(db))!;
			expect((await findOrganisation(db))!.name).toBe(`as of ${head.seq}`);
		}
	});
});

describe('a restore', () => {
	it('gives back every row that was backed up, and the same ledger', async () => {
		const copy = join(folder, 'whole');
		await write(copy);
		const { db } = await freshDatabase();
		expect(await restore(db, { file: copy })).toMatchObject({ ok: true });
		for (const table of BACKED_UP) {
			const name = sql.identifier(table);
			const rows = async (from: Database) =>
				(await from.execute(sql`select row_to_json(t)::text as row from ${name} t order by 1`))
					.rows;
			const expected = await rows(rig.db);
			expect(await rows(db), table).toEqual(
				expected.map(({ row }) => ({
					row:
						table === 'round'
							? String(row).replace(/"state":"\w+"/, '"state":"restored"')
							: table === 'organisation'
								? String(row).replace('"restored":false', '"restored":true')
								: row,
				})),
			);
		}
		for (const table of LEFT_OUT) {
			const { rows } = await db.execute(sql`select 1 from ${sql.identifier(table)}`);
			expect(rows, table).toEqual([]);
		}
		expect(await readLedger(db)).toEqual(await readLedger(rig.db));
	});

	it('refuses, and changes nothing', async () => {
		const { db } = await freshDatabase();
		const before = await stateOf(db);
		const good = readFileSync(file);
		const put = (name: string, bytes: Buffer) => {
			writeFileSync(join(folder, name), bytes);
			return join(folder, name);
		};
		const flipped = (at: number) => {
			const bytes = Buffer.from(good);
			bytes[at]! ^= 0x10;
			return bytes;
		};
		const refusals: [string, Partial<RestoreOptions>][] = [
			['BACKUP_PASSPHRASE_WRONG', { passphrase: `${PASSPHRASE}!` }],
			['BACKUP_UNKNOWN', { file: put('text', Buffer.from('not a backup at all')) }],
			['BACKUP_UNKNOWN', { file: put('empty', Buffer.alloc(0)) }],
			['BACKUP_DAMAGED', { file: put('middle', flipped(good.length >> 1)) }],
			['BACKUP_DAMAGED', { file: put('last', flipped(good.length - 1)) }],
			['BACKUP_DAMAGED', { file: put('longer', Buffer.concat([good, Buffer.from('x')])) }],
			['BACKUP_TRUNCATED', { file: put('short', good.subarray(0, good.length - 1)) }],
			['BACKUP_TRUNCATED', { file: put('half', good.subarray(0, good.length >> 1)) }],
			['BACKUP_TRUNCATED', { file: put('head', good.subarray(0, 60)) }],
			['BACKUP_OLDER', { anchors: [{ seq: 99_999, hash: '0'.repeat(64) }] }],
			['BACKUP_OLDER', { anchors: [{ seq: 0, hash: '0'.repeat(64) }] }],
		];
		for (const [code, over] of refusals) {
			expect(await restore(db, over), JSON.stringify(over)).toEqual({ ok: false, code });
			expect(await stateOf(db)).toBe(before);
		}
	});

	it('refuses a database of another version', async () => {
		const { db } = await freshDatabase();
		await db.execute(
			sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
		);
		expect(await restore(db)).toEqual({ ok: false, code: 'BACKUP_SCHEMA_OTHER' });
		expect(await findOrganisation(db)).toBeNull();
	});

	it('refuses a database that is not empty, unless told to replace it; a bad file then leaves it as it was', async () => {
		const target = await makeRig();
		await target.post(await target.envelope('a-0'));
		await closeRound(target.context, ROUND);
		const before = await stateOf(target.db);
		expect(await restore(target.db)).toEqual({ ok: false, code: 'DATABASE_NOT_EMPTY' });
		const half = join(folder, 'half');
		expect(await restore(target.db, { file: half, force: true })).toMatchObject({ ok: false });
		expect(await stateOf(target.db)).toBe(before);
		expect(await restore(target.db, { force: true })).toMatchObject({ ok: true });
		expect(verifyLedger(await readLedger(target.db), sha256hex)).toMatchObject({ ok: true });
		expect(await stateOf(target.db)).not.toBe(before);
		// The ledger is append-only again.
		await expect(target.db.execute(sql`delete from ledger`)).rejects.toThrow();
	});

	it('accepts a backup that ends before an anchor only when told so', async () => {
		const { db } = await freshDatabase();
		const anchors = [{ seq: 99_999, hash: '0'.repeat(64) }];
		expect(await restore(db, { anchors })).toEqual({ ok: false, code: 'BACKUP_OLDER' });
		expect(await restore(db, { anchors, older: true })).toMatchObject({ ok: true });
	});
});
