import { describe, expect, it } from 'vitest';
import { JOURNAL_BUCKETS } from '#contracts/journal-sizes.ts';
import { journalWriteSchema, type KeptJournal } from '#contracts/journal.ts';
import { fail, ok } from '#contracts/errors.ts';
import { entry } from '#engine/companion/samples.ts';
import { openDeviceJournal } from './device-journal.ts';
import { wrapKey, type Opener } from './envelope.ts';
import { dueAt, wait } from './hold.ts';
import { memoryJournal } from './journal-store.ts';
import { newRecoveryCode } from './recovery-code.ts';
import { noteChange, openServerCopy } from './server-copy.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 24);
const CHEAP = { argon2: { memoryKib: 19_456, passes: 1, lanes: 1 } };
const passphrase: Opener = { method: 'passphrase', passphrase: 'quatre mots sans rapport' };
const recovery: Opener = { method: 'recovery', code: newRecoveryCode() };
const wraps = async (raw: Uint8Array<ArrayBuffer>) => [
	await wrapKey(raw, passphrase, CHEAP),
	await wrapKey(raw, recovery),
];

/** A server of one row, that checks what it is given as the real one does. */
function makeServer() {
	const server = { kept: null as KeptJournal | null, writes: 0 };
	const channel = {
		read: async () => structuredClone(server.kept),
		write: async (input: unknown) => {
			const { base, slots, sealed } = journalWriteSchema.parse(input);
			if (base !== (server.kept?.version ?? 0)) return fail('JOURNAL_STALE');
			server.kept = { version: base + 1, slots, sealed };
			server.writes++;
			return ok({ version: base + 1 });
		},
		erase: async () => void (server.kept = null),
	};
	return { server, channel };
}

/** A device; `clock.now` moves, `clock.voice` is when it last posted a voice. */
function makeDevice({ channel }: ReturnType<typeof makeServer>) {
	const store = memoryJournal();
	const journal = openDeviceJournal('a', store);
	const clock = { now: START, voice: 0 };
	const copy = openServerCopy({
		owner: 'a',
		store,
		journal,
		channel,
		lastVoiceAt: async () => clock.voice,
		now: () => clock.now,
		today: () => new Date(clock.now).toISOString().slice(0, 10),
		random: () => 0.5,
	});
	return {
		store,
		journal,
		clock,
		copy,
		async write(n: number) {
			await journal.put({ ...entry(n), text: `note ${n}` });
			await noteChange('a', store, clock.now, () => 0.5);
		},
	};
}
const days = async ({ journal }: ReturnType<typeof makeDevice>) =>
	(await journal.list()).map(({ text }) => text);

describe('a copy on the server', () => {
	it('is written sealed, of one size for little and for more, and opened on another device', async () => {
		const place = makeServer();
		const first = makeDevice(place);
		await first.write(1);
		expect(await first.copy.setUp(wraps)).toEqual({ ok: true, value: 'written' });
		const size = place.server.kept!.sealed.length;
		expect(size).toBe(Math.ceil((JOURNAL_BUCKETS[0] * 4) / 3));
		for (let n = 2; n < 12; n++) await first.write(n);
		first.clock.now += 73 * HOUR;
		expect(await first.copy.push()).toEqual({ ok: true, value: 'written' });
		expect(place.server.kept!.sealed.length).toBe(size);

		const second = makeDevice(place);
		expect(await second.copy.state()).toBe('elsewhere');
		const wrong: Opener = { method: 'passphrase', passphrase: 'quatre mots sans raison' };
		expect(await second.copy.unlock(async () => wrong)).toEqual({
			ok: false,
			code: 'JOURNAL_LOCKED',
		});
		expect(await days(second)).toEqual([]);
		expect(await second.copy.unlock(async () => recovery)).toEqual({ ok: true, value: null });
		expect(await second.copy.state()).toBe('open');
		expect(await days(second)).toEqual(await days(first));
		const keys = [...second.store.kept.values()].flatMap((one) =>
			one instanceof CryptoKey ? [one] : [(one as { key?: CryptoKey }).key ?? []].flat(),
		);
		expect(keys).toHaveLength(2);
		for (const key of keys) expect(key.extractable).toBe(false);
	});

	it('waits: after a note, and after a voice of this device, however long the note has waited', async () => {
		const place = makeServer();
		const device = makeDevice(place);
		await device.copy.setUp(wraps);
		await device.write(1);
		expect(await device.copy.push()).toEqual({ ok: true, value: 'waits' });
		device.clock.now += 40 * HOUR;
		device.clock.voice = device.clock.now - HOUR;
		expect(await device.copy.push()).toEqual({ ok: true, value: 'waits' });
		expect(await device.copy.dueAt()).toBe(device.clock.voice + 39 * HOUR);
		device.clock.now = device.clock.voice + 39 * HOUR;
		expect(await device.copy.push()).toEqual({ ok: true, value: 'written' });
		expect(await device.copy.push()).toEqual({ ok: true, value: 'nothing' });
		expect(place.server.writes).toBe(2);
	});

	it('waits from its very first writing, if something was written here today or contributed', async () => {
		const place = makeServer();
		const device = makeDevice(place);
		await device.journal.put({ ...entry(1), day: '2026-11-24' });
		expect(await device.copy.setUp(wraps)).toEqual({ ok: true, value: 'waits' });
		const other = makeDevice(place);
		other.clock.voice = START - HOUR;
		expect(await other.copy.setUp(wraps)).toEqual({ ok: true, value: 'waits' });
		expect(place.server.kept).toBeNull();
	});

	it('does not take for written what is deleted while it is being written', async () => {
		const place = makeServer();
		const device = makeDevice(place);
		await device.copy.setUp(wraps);
		await device.write(1);
		device.clock.now += 73 * HOUR;
		const { write } = place.channel;
		place.channel.write = async (input) => {
			place.channel.write = write;
			await device.journal.remove(entry(1).id);
			await noteChange('a', device.store, 0, () => 0.5);
			return write(input);
		};
		await device.copy.push();
		expect(await device.copy.push()).toEqual({ ok: true, value: 'written' });
		expect(place.server.writes).toBe(3);
	});

	it('joins what two devices wrote at once, and loses neither', async () => {
		const place = makeServer();
		const [first, second] = [makeDevice(place), makeDevice(place)];
		await first.copy.setUp(wraps);
		await second.copy.unlock(async () => passphrase);
		await first.write(1);
		await second.write(2);
		for (const { clock, copy } of [first, second]) {
			clock.now += 73 * HOUR;
			expect(await copy.push()).toEqual({ ok: true, value: 'written' });
		}
		expect(await first.copy.pull()).toEqual({ ok: true, value: true });
		expect(await first.copy.pull()).toEqual({ ok: true, value: false });
		expect(await days(first)).toEqual(['note 2', 'note 1']);
		expect(await days(second)).toEqual(['note 2', 'note 1']);
	});

	it('says that it is damaged, and keeps the notes of the device', async () => {
		const place = makeServer();
		const [device, other] = [makeDevice(place), makeDevice(place)];
		await device.write(1);
		await device.copy.setUp(wraps);
		const bytes = Buffer.from(place.server.kept!.sealed, 'base64url');
		bytes[5000]! ^= 1;
		place.server.kept = { ...place.server.kept!, version: 9, sealed: bytes.toString('base64url') };
		expect(await other.copy.unlock(async () => passphrase)).toEqual({
			ok: false,
			code: 'JOURNAL_DAMAGED',
		});
		expect(await device.copy.pull()).toEqual({ ok: false, code: 'JOURNAL_DAMAGED' });
		expect(await days(device)).toEqual(['note 1']);
	});

	it('is opened by the new passphrase after a change, no longer by the old, and by the code still', async () => {
		const place = makeServer();
		const device = makeDevice(place);
		await device.copy.setUp(wraps);
		const next: Opener = { method: 'passphrase', passphrase: 'cinq autres mots encore' };
		const change = async (raw: Uint8Array<ArrayBuffer>) => [await wrapKey(raw, next, CHEAP)];
		expect(await device.copy.rewrap(next, change)).toEqual({ ok: false, code: 'JOURNAL_LOCKED' });
		expect(await device.copy.rewrap(passphrase, change)).toEqual({ ok: true, value: 'written' });
		const open = (opener: Opener) => makeDevice(place).copy.unlock(async () => opener);
		expect(await open(passphrase)).toEqual({ ok: false, code: 'JOURNAL_LOCKED' });
		expect(await open(next)).toEqual({ ok: true, value: null });
		expect(await open(recovery)).toEqual({ ok: true, value: null });
	});

	it('is not put back by a device that has not heard that it was taken off', async () => {
		const place = makeServer();
		const [first, second] = [makeDevice(place), makeDevice(place)];
		await first.copy.setUp(wraps);
		await second.copy.unlock(async () => passphrase);
		await second.write(1);
		await first.copy.stop();
		second.clock.now += 73 * HOUR;
		expect(await second.copy.push()).toEqual({ ok: true, value: 'nothing' });
		expect(await second.copy.state()).toBe('none');
		expect(place.server.kept).toBeNull();
		expect(await days(second)).toEqual(['note 1']);
	});

	it('is refused when it outgrows the largest size, and taken off whole', async () => {
		const place = makeServer();
		const device = makeDevice(place);
		await device.copy.setUp(wraps);
		for (let n = 0; n < 40; n++) await device.journal.put({ ...entry(n), text: 'x'.repeat(8_000) });
		await noteChange('a', device.store, 0, () => 0);
		expect(await device.copy.push()).toEqual({ ok: false, code: 'JOURNAL_FULL' });
		await device.copy.stop();
		expect(place.server.kept).toBeNull();
		expect(await device.copy.state()).toBe('none');
		expect(await device.journal.list()).toHaveLength(40);
	});
});

describe('the wait', () => {
	it('is between six hours and three days, drawn once, and counts from the latest of note and voice', () => {
		expect(wait(null, START, () => 0)).toEqual({
			since: START,
			hold: 6 * HOUR,
			changes: 1,
		});
		expect(wait(null, START, () => 0.999999).hold).toBeLessThan(72 * HOUR);
		const before = wait(null, START, () => 0.2);
		expect(wait(before, START + HOUR, () => 0.9)).toEqual({
			...before,
			since: START + HOUR,
			changes: 2,
		});
		expect(dueAt({ since: 5, hold: 10 }, 7)).toBe(17);
		expect(dueAt({ since: 0, hold: 10 }, 0)).toBe(0);
	});
});
