/** The drill: all is lost but a backup and the devices; what was not published is sent again and counted once, and nothing old opens. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Voice } from '#contracts/voice.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { readLedger, sha256hex } from '#server/db/ledger.ts';
import { inboxOf } from '#server/db/inbox.ts';
import { readRound } from '#server/db/voices.ts';
import { backUp } from '#server/services/back-up.ts';
import { markLostKeys, roundsWithoutKeys } from '#server/services/mark-lost-keys.ts';
import { restoreBackup } from '#server/services/restore-backup.ts';
import { closeRound } from '#server/voices/close-round.ts';
import type { PooledVoice } from '#server/voices/context.ts';
import { createRoundDirectory } from '#server/voices/round-directory.ts';
import { createOpener } from '#server/voices/seal-box.ts';
import { CHEAP, makeDevice, newFolder, PASSPHRASE, startServer } from './backup-rig.ts';
import { freshDatabase } from './database.ts';
import { makeRig, random, ROUND, VOICE } from './voices-rig.ts';

const CALM: Voice = { valence: 1, emotion: 'serenity', difficulty: 'none', factors: [] };
const restoring = { passphrase: PASSPHRASE, force: false, older: false, anchors: [] };

async function contribute(device: ReturnType<typeof makeDevice>, server: Server, voice: Voice) {
	const ready = await device.visit(server);
	if (ready.status !== 'ready') throw new Error(ready.status);
	const result = await ready.contribute(voice);
	if (!result.ok) throw new Error(result.code);
	expect(await result.value.sent).toBe('arrived');
}
type Server = ReturnType<typeof startServer>;

describe('the drill', () => {
	it('destroyed, restored: the same head, each device sends again, each voice counts once', async () => {
		const rig = await makeRig();
		const now = () => rig.clock.now;
		const before = startServer(rig.db, { keyDir: rig.folder, now });
		const devices = new Map(
			['a-0', 'a-1', 'a-2', 'a-3', 'a-4', 'a-5', 'a-6'].map((id) => [id, makeDevice(id)]),
		);
		const of = (id: string) => devices.get(id)!;
		for (const id of ['a-0', 'a-1', 'a-2']) await contribute(of(id), before, VOICE);
		await of('a-6').visit(before);

		const file = join(newFolder(), 'drill.backup');
		await backUp({ pool: rig.pool, now }, { passphrase: PASSPHRASE, out: file, cost: CHEAP });
		const head = (await readLedger(rig.db)).at(-1)!;

		// After the backup: new ballots and voices, one of them replaced; then the machine burns.
		for (const id of ['a-3', 'a-4', 'a-5']) await contribute(of(id), before, VOICE);
		await contribute(of('a-0'), before, CALM);
		const stolen = await inboxOf(rig.db, ROUND);
		const oldBodies = [...devices.values()].flatMap(({ posted }) => posted);
		rmSync(rig.folder, { recursive: true });

		const { db } = await freshDatabase();
		const restored = await restoreBackup(db, { ...restoring, file });
		expect(restored).toMatchObject({ ok: true, value: { day: '2026-11-10' } });
		expect(restored.ok && restored.value.rounds).toHaveLength(4);
		expect((await readLedger(db)).at(-1)).toEqual(head);
		expect(verifyLedger(await readLedger(db), sha256hex)).toMatchObject({ ok: true });
		expect(await inboxOf(db, ROUND)).toEqual([]);

		// Until the keys are renewed nothing is signed, taken or closed.
		rig.clock.now = new Date('2026-12-02T08:00:00Z');
		const counted: PooledVoice[] = [];
		const keyDir = newFolder();
		const after = startServer(db, { keyDir, now, counted });
		expect(await after.post(oldBodies[0]!)).toBe(503);
		expect(await closeRound(after.context, ROUND)).toMatchObject({ ok: false });
		const work = await after.runDueWork();
		expect(work.renewed).toHaveLength(4);
		expect(work.closed).toEqual([]);
		const report = verifyLedger(await readLedger(db), sha256hex);
		expect(report).toMatchObject({ ok: true, faults: [] });

		// Envelopes made for the old keys are worth nothing, whoever posts them.
		const elsewhere = startServer(db, { keyDir, now });
		for (const body of oldBodies) {
			expect(await elsewhere.post(body)).toBe(403);
			// Not even at a server that has not read the new list yet.
			expect(await after.post(body)).toBe(503);
		}
		expect(await inboxOf(db, ROUND)).toEqual([]);

		for (const device of devices.values()) {
			await device.visit(elsewhere);
			await device.settled();
			// Coming back changes nothing.
			await device.visit(elsewhere);
			await device.settled();
		}
		expect(of('a-6').posted).toHaveLength(0);
		expect(of('a-1').posted).toHaveLength(2);

		// The round was due on 1 December: devices were given a week.
		expect((await readRound(db, ROUND))?.closes).toBe('2026-12-09');
		rig.clock.now = new Date('2026-12-09T00:00:01Z');
		expect((await after.runDueWork()).closed).toEqual([ROUND]);
		expect(counted).toHaveLength(6);
		expect(counted.filter(({ valence }) => valence === 1)).toHaveLength(1);
		expect(verifyLedger(await readLedger(db), sha256hex)).toMatchObject({ ok: true, faults: [] });

		// What was stolen before the fire opens with no key that there is, nor ever will be.
		expect(existsSync(join(keyDir, `${encodeURIComponent(ROUND)}.json`))).toBe(false);
		expect(stolen.length).toBeGreaterThanOrEqual(7);
		const place = { purpose: 'pulse', roundId: ROUND };
		for (const roundId of await after.context.keys.list()) {
			const open = await createOpener((await after.context.keys.read(roundId))!.sealPrivate, place);
			for (const row of stolen) expect(await open(row)).toBe('malformed');
		}
		// Devices forget once it is published.
		await of('a-1').visit(after);
		expect(await of('a-1').wallet.find('a-1', ROUND)).toBeNull();
	});

	it('with the key files still there all keys change too: nobody can hold two ballots', async () => {
		const rig = await makeRig();
		const now = () => rig.clock.now;
		const before = startServer(rig.db, { keyDir: rig.folder, now });
		const file = join(newFolder(), 'early.backup');
		await backUp({ pool: rig.pool, now }, { passphrase: PASSPHRASE, out: file, cost: CHEAP });
		// Fetched after the backup, which therefore does not know of it.
		const device = makeDevice('a-0');
		await contribute(device, before, VOICE);
		const { db } = await freshDatabase();
		expect(await restoreBackup(db, { ...restoring, file })).toMatchObject({ ok: true });
		const counted: PooledVoice[] = [];
		const after = startServer(db, { keyDir: rig.folder, now, counted });
		await after.runDueWork();
		// A second device of the same person asks for a ballot of its own, and the first comes back.
		const second = makeDevice('a-0');
		await contribute(second, after, CALM);
		expect(await device.visit(after)).toMatchObject({ status: 'elsewhere' });
		await device.settled();
		expect(await after.post(device.posted[0]!)).toBe(403);
		await closeRound(after.context, ROUND);
		expect(counted).toHaveLength(1);
	});

	it('the same backup twice: devices follow, each voice counts once', async () => {
		const rig = await makeRig();
		const now = () => rig.clock.now;
		const before = startServer(rig.db, { keyDir: rig.folder, now });
		const file = join(newFolder(), 'twice.backup');
		await backUp({ pool: rig.pool, now }, { passphrase: PASSPHRASE, out: file, cost: CHEAP });
		const [early, often] = [makeDevice('a-0'), makeDevice('a-1')];
		await contribute(early, before, VOICE);
		await contribute(often, before, CALM);
		const counted: PooledVoice[] = [];
		let server = before;
		for (const time of [1, 2]) {
			const { db } = await freshDatabase();
			expect(await restoreBackup(db, { ...restoring, file })).toMatchObject({ ok: true });
			server = startServer(db, { keyDir: newFolder(), now, counted });
			expect((await server.runDueWork()).renewed).toHaveLength(4);
			const told = (await readLedger(db)).filter(({ kind }) => kind === 'restored');
			expect(told).toHaveLength(1);
			// One device sees both restores, the other the second only.
			for (const device of time === 1 ? [often] : [often, early]) {
				expect(await device.visit(server)).toMatchObject({ status: 'ready' });
				await device.settled();
				expect(await device.visit(server)).toMatchObject({ status: 'ready' });
			}
		}
		await closeRound(server.context, ROUND);
		expect(counted.map(({ valence }) => valence).sort()).toEqual([-1, 1]);
		expect(verifyLedger(await readLedger(server.db), sha256hex).faults).toEqual([]);
	});

	it('a backup older than the season that devices know: they take the season that is frozen anew', async () => {
		const rig = await makeRig();
		const now = () => rig.clock.now;
		const before = startServer(rig.db, { keyDir: rig.folder, now });
		for (const { round } of (await rig.keyList()).rounds) {
			await rig.pool.query(`update round set state = 'closing' where round_id = $1`, [round]);
			await closeRound(before.context, round);
		}
		const file = join(newFolder(), 'between.backup');
		await backUp({ pool: rig.pool, now }, { passphrase: PASSPHRASE, out: file, cost: CHEAP });
		rig.clock.now = new Date('2027-03-03T08:00:00Z');
		expect((await before.runDueWork()).season).toBe('2027-03');
		const device = makeDevice('a-0');
		await contribute(device, before, VOICE);

		const { db } = await freshDatabase();
		// Nothing waits for keys: every round that the backup knows is published.
		expect(await restoreBackup(db, { ...restoring, file })).toMatchObject({
			value: { rounds: [] },
		});
		const counted: PooledVoice[] = [];
		const after = startServer(db, { keyDir: newFolder(), now, counted });
		expect((await after.runDueWork()).season).toBe('2027-03');
		expect(await device.visit(after)).toMatchObject({ status: 'ready' });
		await device.settled();
		await closeRound(after.context, 'pulse:2027-03');
		expect(counted).toHaveLength(1);
		// The old database, started again by mistake beside it, is not believed any more.
		expect(await device.visit(before)).toMatchObject({ status: 'keys-wrong' });
	});

	it('takes up lost key files when asked, for the rounds concerned only', async () => {
		const rig = await makeRig();
		const now = () => rig.clock.now;
		const counted: PooledVoice[] = [];
		const server = startServer(rig.db, { keyDir: rig.folder, now, counted });
		const device = makeDevice('a-0');
		await contribute(device, server, VOICE);
		expect(await markLostKeys(rig.db, rig.folder)).toEqual([]);
		rmSync(join(rig.folder, `${encodeURIComponent(ROUND)}.json`));
		expect(await closeRound(server.context, ROUND)).toMatchObject({ code: 'UNAVAILABLE' });
		expect(await roundsWithoutKeys(rig.db, rig.folder)).toEqual([ROUND]);
		expect(await markLostKeys(rig.db, rig.folder)).toEqual([ROUND]);
		expect(await roundsWithoutKeys(rig.db, rig.folder)).toEqual([]);
		expect((await server.runDueWork()).renewed).toEqual([ROUND]);
		expect(await inboxOf(rig.db, ROUND)).toEqual([]);
		const other = (await device.wallet.find('a-0', 'pulse:2026-12'))!;
		const restarted = startServer(rig.db, { keyDir: rig.folder, now, counted });
		await device.visit(restarted);
		await device.settled();
		expect((await device.wallet.find('a-0', 'pulse:2026-12'))!.ballot).toEqual(other.ballot);
		await closeRound(restarted.context, ROUND);
		expect(counted).toHaveLength(1);
		expect(verifyLedger(await readLedger(rig.db), sha256hex).faults).toEqual([]);
	});

	it('a server that runs on learns of the new keys within seconds', async () => {
		const rig = await makeRig();
		let clock = 0;
		const directory = createRoundDirectory(rig.db, random, () => clock);
		const old = (await directory.find(ROUND))!;
		rmSync(rig.folder, { recursive: true });
		await markLostKeys(rig.db, rig.folder);
		const server = startServer(rig.db, { keyDir: rig.folder, now: () => rig.clock.now });
		await server.runDueWork();
		clock = 4_999;
		expect((await directory.find(ROUND))!.keys.sealKey).toBe(old.keys.sealKey);
		clock = 5_001;
		expect((await directory.find(ROUND))!.keys.sealKey).not.toBe(old.keys.sealKey);
	});
});
