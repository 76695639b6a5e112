/** The attacker notes when each person fetches a ballot and when each envelope arrives, and looks for the same order in the inbox. */
import { expect, it } from 'vitest';
import { createSender } from '#client/send.ts';
import { createWallet, memoryStore, type WalletEntry } from '#client/wallet.ts';
import { MAX_DELAY_SECONDS } from '#contracts/protocol.ts';
import { createBatcher } from '#server/voices/batcher.ts';
import { makeRig, random, ROUND, VOICE } from '../integration/voices-rig.ts';

it('finds the order of arrival nowhere in a batch', async () => {
	const rig = await makeRig();
	let inOrder = 0;
	const { keyListHash } = (await rig.directory.find(ROUND))!;
	for (let batch = 0; batch < 6; batch++) {
		const batcher = createBatcher({
			db: rig.db,
			random,
			every: 0,
			dummies: async (roundId) => (await rig.directory.find(roundId))!.dummy,
		});
		const serials = Array.from({ length: 8 }, (_, i) => `s${batch}-${i}`);
		const held = { version: 1, poolId: 'a', seal: Buffer.alloc(593) };
		const added = serials.map((serial) => batcher.add(ROUND, { serial, ...held }, keyListHash));
		await batcher.flush();
		await Promise.all(added);
		const { rows } = await rig.pool.query(
			`select serial from inbox where serial like 's${batch}-%' order by ctid`,
		);
		expect(rows).toHaveLength(8);
		if (rows.map((row: { serial: string }) => row.serial).join() === serials.join()) inOrder++;
	}
	// By chance once in 40,320 batches.
	expect(inOrder).toBe(0);
});

it('sees nothing of when a person decided: the device waits up to twenty seconds, evenly', async () => {
	const rig = await makeRig();
	const held = await rig.ballot('a-0');
	const request = await rig.request('a-0');
	const waits: number[] = [];
	for (let i = 0; i < 60; i++) {
		const wallet = createWallet(memoryStore());
		const { purpose, round, pool, ballot } = held;
		const entry: WalletEntry = {
			...{ owner: 'me', season: '2026-11', keyListHash: '', purpose, round, pool },
			...{ closes: '2026-12-01', request, ballot, version: 0, outbox: null },
		};
		await wallet.save(entry);
		let clock = 0;
		const sender = createSender({
			wallet,
			post: async () => (waits.push(clock), 200),
			now: () => clock,
			wait: async (ms) => void (clock += ms),
			alone: (_, work) => work(),
		});
		const sent = await sender.contribute('me', ROUND, VOICE, held.sealKey);
		if (!sent.ok) throw new Error(sent.code);
		expect(await sent.value.sent).toBe('arrived');
	}
	const seconds = waits.map((wait) => wait / 1000);
	expect(Math.max(...seconds)).toBeLessThanOrEqual(MAX_DELAY_SECONDS);
	expect(Math.max(...seconds)).toBeGreaterThan(MAX_DELAY_SECONDS * 0.8);
	expect(Math.min(...seconds)).toBeLessThan(MAX_DELAY_SECONDS * 0.2);
	const middle = seconds.filter((s) => s > 5 && s < 15).length;
	expect(middle).toBeGreaterThan(15);
	expect(middle).toBeLessThan(45);
});
