/** A journal kept on the server: given back to its owner alone, never overwritten unseen, bounded, exported as a count, erased, and brought back by a restore. */
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { JOURNAL_BUCKETS } from '#contracts/journal-sizes.ts';
import { guardRequest } from '#server/guard-request.ts';
import { backUp } from '#server/services/back-up.ts';
import { erasePerson, exportPerson } from '#server/services/person-rights.ts';
import { restoreBackup } from '#server/services/restore-backup.ts';
import { makeApp, type AppRig } from './app-rig.ts';
import { CHEAP, newFolder } from './backup-rig.ts';
import { freshDatabase } from './database.ts';
import { channelOf, HOUR, makeDevice, note, PASSPHRASE } from './journal-rig.ts';

let rig: AppRig;
beforeAll(async () => {
	rig = await makeApp();
});
const rows = async () =>
	(await rig.pool.query('select *, octet_length(sealed) as bytes from journal')).rows as Record<
		string,
		unknown
	>[];

describe('a journal on the server', () => {
	it('goes from one device of its owner to another, and to nobody else', async () => {
		const channel = await channelOf(rig, 'emile');
		const first = makeDevice(channel);
		await first.journal.put(note(1, 'la file n’en finit pas'));
		expect(await first.setUp()).toEqual({ ok: true, value: 'written' });
		const second = makeDevice(channel);
		expect(await second.copy.unlock(async () => PASSPHRASE)).toEqual({ ok: true, value: null });
		expect(await second.journal.list()).toEqual(await first.journal.list());
		const third = makeDevice(channel);
		const code = { method: 'recovery' as const, code: first.code };
		expect(await third.copy.unlock(async () => code)).toEqual({ ok: true, value: null });
		for (const other of ['ada', 'hugo'])
			expect(await (await channelOf(rig, other)).read()).toBeNull();
		await expect((await rig.as(null)).journal.read()).rejects.toThrow('NOT_SIGNED_IN');
	});

	it('is dated by the week, in one of three sizes, with nothing that counts its notes', async () => {
		const [row] = await rows();
		expect(Object.keys(row!).sort()).toEqual(
			['bytes', 'person_id', 'sealed', 'slots', 'version', 'week'].sort(),
		);
		expect(row!.week).toMatch(/^\d{4}-W\d{2}$/);
		expect(row!.bytes).toBe(JOURNAL_BUCKETS[0]);
	});

	it('is never overwritten by who has not seen it', async () => {
		const channel = await channelOf(rig, 'emile');
		const { slots, sealed, version } = (await channel.read())!;
		for (const base of [0, version - 1, version + 1])
			expect(await channel.write({ base, slots, sealed })).toEqual({
				ok: false,
				code: 'JOURNAL_STALE',
			});
		const both = await Promise.all([
			channel.write({ base: version, slots, sealed }),
			channel.write({ base: version, slots, sealed }),
		]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect((await channel.read())!.version).toBe(version + 1);
	});

	it('refuses any other size, slots that are not whole, and fields it does not know', async () => {
		const api = await rig.as('emile');
		const { slots, sealed, version: base } = (await api.journal.read())!;
		const refused = (input: object) =>
			expect(api.journal.write(input as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await refused({ base, slots, sealed: sealed.slice(4) });
		await refused({ base, slots, sealed: `${sealed}AAAA` });
		await refused({ base, slots: slots.slice(0, 1), sealed });
		await refused({ base, slots: slots.map((one) => ({ ...one, hint: 'a name' })), sealed });
		await refused({ base, slots, sealed, personId: 'hugo' });
		expect((await api.journal.read())!.version).toBe(base);
		await expect(
			rig.pool.query(`update journal set sealed = 'x' where person_id = 'emile'`),
		).rejects.toThrow('journal_size');
	});

	it('may be larger on its way than other calls, up to its largest size', () => {
		const at = (length: number, pathname = '/trpc/journal.write') =>
			guardRequest(
				{
					method: 'POST',
					headers: new Headers({ origin: 'http://x', 'content-length': String(length) }),
				},
				{ pathname, origin: 'http://x' },
				{ anonymous: false },
			);
		const largest = Math.ceil((JOURNAL_BUCKETS[2] * 4) / 3) + 8_000;
		expect(at(largest)).toBeNull();
		expect(at(400_000)).toEqual({ status: 413, code: 'BODY_TOO_LARGE' });
		expect(at(largest, '/trpc/journal.erase')).toEqual({ status: 413, code: 'BODY_TOO_LARGE' });
	});
});

describe('what else the server does with it', () => {
	it('comes back with a restore, and opens', async () => {
		const folder = newFolder();
		const file = join(folder, 'with-journal.backup');
		const passphrase = 'correct horse battery staple';
		const now = () => new Date('2026-11-24T09:00:00Z');
		await backUp({ pool: rig.pool, now }, { passphrase, out: file, cost: CHEAP });
		const { db } = await freshDatabase();
		const options = { file, passphrase, force: false, older: false, anchors: [] };
		expect(await restoreBackup(db, options)).toMatchObject({ ok: true });
		const { rows: back } = await db.execute(sql`select sealed, slots from journal`);
		const { rows: here } = await rig.db.execute(sql`select sealed, slots from journal`);
		expect(back).toEqual(here);
	});

	it('is told to its owner as a size and a week, and erased with them', async () => {
		const exported = await exportPerson(rig.app.services, 'emile@example.org');
		if (!exported.ok) throw new Error(exported.code);
		expect(exported.value.journal).toEqual({
			sealedBytes: JOURNAL_BUCKETS[0],
			week: expect.stringMatching(/^\d{4}-W\d{2}$/) as string,
			openedBy: ['passphrase', 'recovery'],
		});
		expect(JSON.stringify(exported.value)).not.toContain('wrapped');
		const hugo = makeDevice(await channelOf(rig, 'hugo'), 'hugo');
		await hugo.setUp();
		expect(await erasePerson(rig.app.services, 'emile@example.org')).toMatchObject({ ok: true });
		expect((await rows()).map((row) => row.person_id)).toEqual(['hugo']);
	});

	it('is erased by its owner at once, from wherever they are', async () => {
		const channel = await channelOf(rig, 'hugo');
		const device = makeDevice(channel, 'hugo');
		await device.copy.unlock(async () => PASSPHRASE);
		await device.keep(note(2, 'encore'));
		await device.copy.stop();
		expect(await rows()).toEqual([]);
		device.clock.now += 80 * HOUR;
		expect(await device.copy.push()).toEqual({ ok: true, value: 'nothing' });
		expect(await device.journal.list()).toHaveLength(1);
	});
});
