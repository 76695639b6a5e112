/** The attacker is an administrator with the database, the logs and a backup with its passphrase: they read a journal that is kept on the server, and look for the voice that was posted beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { expect, it, vi } from 'vitest';
import { unwrapKey } from '#client/journal/envelope.ts';
import { openJson } from '#client/journal/seal-json.ts';
import type { KeptJournal } from '#contracts/journal.ts';
import { openChunks } from '#server/backup/chunks.ts';
import { openHeader } from '#server/backup/header.ts';
import { takerOf } from '#server/backup/taker.ts';
import { backUp } from '#server/services/back-up.ts';
import { makeApp } from '../integration/app-rig.ts';
import { CHEAP, newFolder, PASSPHRASE as OF_BACKUP } from '../integration/backup-rig.ts';
import { channelOf, HOUR, makeDevice, note, PASSPHRASE } from '../integration/journal-rig.ts';
import { openDoor } from './door.ts';
import { sessionOf } from './session-of.ts';

const SENTENCE = 'la grommeleuse de la quincaillerie zanzibariote';
const NEEDLES = [
	// Not the factors' names alone: the ledger of a neighbouring database has them by right.
	...[SENTENCE, 'zanzibariote', 'murmure-journal-1"', '"reading":{'],
	...[0, 1, 2].map((shift) =>
		Buffer.concat([Buffer.alloc(shift), Buffer.from(SENTENCE)])
			.toString('base64')
			.slice(4, -4),
	),
	Buffer.from(SENTENCE).toString('hex'),
];
const found = (bytes: Buffer): string[] => NEEDLES.filter((needle) => bytes.includes(needle));

it('finds no word of it in database files, logs or backup', async () => {
	const rig = await makeApp();
	const ask = await openDoor(rig.app);
	const cookie = await sessionOf(rig.app, 'emile');
	let said = '';
	for (const stream of [process.stderr, process.stdout])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
	const device = makeDevice(await channelOf(rig, 'emile'));
	for (const n of [1, 2, 3]) await device.journal.put(note(n, SENTENCE));
	expect(await device.setUp()).toEqual({ ok: true, value: 'written' });
	// A faulty page sends it bare: refused, and not quoted.
	const headers = { cookie, origin: rig.app.config.origin, 'content-type': 'application/json' };
	const body = JSON.stringify({ base: 1, slots: [], sealed: SENTENCE });
	const answer = await ask('/trpc/journal.write', { method: 'POST', headers, body });
	expect(answer.status).toBe(400);
	vi.restoreAllMocks();
	expect(found(Buffer.from(answer.text + said))).toEqual([]);

	await rig.pool.query('checkpoint');
	const { rows } = await rig.pool.query<{ folder: string }>(
		`select current_setting('data_directory') as folder`,
	);
	const files = [...filesIn(rows[0]!.folder), ...filesIn(rig.app.config.dataDir)];
	expect(files.length).toBeGreaterThan(500);
	const sealed = Buffer.from((await keptOf(rig)).sealed, 'base64url').subarray(200, 232);
	let seen = 0;
	for (const path of files) {
		const bytes = read(path);
		expect([path, found(bytes)]).toEqual([path, []]);
		if (bytes.includes(sealed)) seen++;
	}
	// The search looks where the journal lies: its ciphertext is there.
	expect(seen).toBeGreaterThan(0);
	const backup = await backupOf(rig.pool);
	expect(backup.includes('"sealed":')).toBe(true);
	expect(found(backup)).toEqual([]);
});

it('opens it with nothing that the server holds: no part of the row, no name, no address, no secret', async () => {
	const rig = await makeApp();
	const device = makeDevice(await channelOf(rig, 'emile'));
	await device.journal.put(note(1, SENTENCE));
	await device.setUp();
	const kept = await keptOf(rig);
	const bytes = Buffer.from(kept.sealed, 'base64url');
	const opens = async (raw: Uint8Array) => {
		const key = await crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, [
			'decrypt',
		]);
		return (await openJson(key, new Uint8Array(bytes), 'murmure-journal-1 copy')) !== undefined;
	};
	for (const { wrapped, salt } of kept.slots) {
		const held = Buffer.concat([Buffer.from(wrapped, 'base64url'), Buffer.from(salt, 'base64url')]);
		for (let at = 0; at + 32 <= held.length; at++)
			expect(await opens(held.subarray(at, at + 32)), `byte ${at} of a slot`).toBe(false);
	}
	const secrets = ['', 'emile', 'emile@example.org', 'Essai', rig.app.config.secret ?? ''];
	for (const passphrase of secrets)
		expect((await unwrapKey(kept.slots, { method: 'passphrase', passphrase })).ok).toBe(false);
	// Its owner opens it, so it is not merely garbage.
	const own = await unwrapKey(kept.slots, PASSPHRASE);
	expect(own.ok && (await opens(own.value))).toBe(true);
});

it('sees no writing near a voice, whenever the person wrote, contributed or opened the page', async () => {
	const rig = await makeApp();
	const device = makeDevice(await channelOf(rig, 'emile'));
	const writings: number[] = [];
	await device.setUp();
	const at = (hours: number[]): number[] => hours.map((hour) => device.clock.now + hour * HOUR);
	const voices = at([3, 30, 31, 56, 100]);
	// Notes with a voice and without; and a voice, at 56, when a note of 51 is about to be written.
	const notes = at([3, 30, 31, 51, 100]);
	let version = (await keptOf(rig)).version;
	for (let hour = 1; hour <= 120; hour++) {
		device.clock.now += HOUR;
		if (voices.includes(device.clock.now)) device.clock.voice = device.clock.now;
		if (notes.includes(device.clock.now)) await device.keep(note(1 + (hour % 28), SENTENCE));
		await device.copy.push();
		const now = (await keptOf(rig)).version;
		if (now !== version) writings.push(device.clock.now);
		version = now;
	}
	expect(writings.length).toBeGreaterThanOrEqual(3);
	for (const at of writings)
		for (const voice of voices.filter((one) => one <= at))
			expect(at - voice, 'milliseconds between a voice and a writing').toBeGreaterThanOrEqual(
				6 * HOUR,
			);
});

async function keptOf(rig: Awaited<ReturnType<typeof makeApp>>): Promise<KeptJournal> {
	return (await (await channelOf(rig, 'emile')).read())!;
}

async function backupOf(pool: Parameters<typeof backUp>[0]['pool']): Promise<Buffer> {
	const out = join(newFolder(), 'all.backup');
	const now = () => new Date();
	await backUp({ pool, now }, { passphrase: OF_BACKUP, out, cost: CHEAP });
	const take = takerOf(Readable.from([readFileSync(out)]));
	const header = await openHeader(OF_BACKUP, take);
	if (!header.ok) throw new Error(header.code);
	const parts: Buffer[] = [];
	for await (const part of Readable.from(openChunks(header.value, take)).pipe(createGunzip()))
		parts.push(part as Buffer);
	return Buffer.concat(parts);
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}
function read(path: string): Buffer {
	try {
		return readFileSync(path);
	} catch {
		return Buffer.alloc(0);
	}
}
