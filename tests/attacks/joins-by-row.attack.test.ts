/** The attacker has the whole database with its hidden columns (xmin, ctid, commit times) and joins the ballots that people fetched to the rows of the inbox by their order. */
import { expect, it } from 'vitest';
import { COVER_SLOT_SECONDS, COVER_SLOTS, MIN_BATCH } from '#contracts/protocol.ts';
import { sealVoice } from '#client/seal.ts';
import { makeApp } from '../integration/app-rig.ts';
import { makeRig, VOICE } from '../integration/voices-rig.ts';

it('finds at least eight rows behind each transaction, in an order of its own: the best match is a guess in eight', async () => {
	const rig = await makeRig();
	const ids = rig.people.slice(0, 12).map(({ personId }) => personId);
	const serialOf = new Map<string, string>();
	// Fetched one after the other, then spent one after the other in the same order: the worst case.
	for (const id of ids) serialOf.set(id, (await rig.ballot(id)).serial);
	for (const id of ids) await rig.post(await rig.envelope(id));
	const { rows: issued } = await rig.pool.query<{ person_id: string }>(
		'select person_id from ballot_issue order by xmin::text::bigint, ctid',
	);
	expect(issued.map((row) => row.person_id)).toEqual(ids);
	const { rows: batches } = await rig.pool.query<{ serials: string[] }>(
		`select array_agg(serial order by ctid) as serials from inbox
		 group by xmin::text order by min(xmin::text::bigint)`,
	);
	expect(batches).toHaveLength(ids.length);
	for (const { serials } of batches) expect(serials.length).toBeGreaterThanOrEqual(MIN_BATCH);
	const places = ids.map((id, i) => batches[i]!.serials.indexOf(serialOf.get(id)!));
	// Twelve times in one place: 8^-11.
	expect(new Set(places).size).toBeGreaterThan(1);
	const { rows } = await rig.pool.query<{ on: string }>(
		`select current_setting('track_commit_timestamp') as on`,
	);
	expect(rows[0]!.on).toBe('off');
});

it('finds rows of people, dummies included, that look alike: pool, length, version and serial', async () => {
	const rig = await makeRig();
	await rig.post(await rig.envelope('a-0'));
	const rows = await rig.inbox();
	expect(rows).toHaveLength(MIN_BATCH);
	expect(new Set(rows.map((row) => row.seal.length)).size).toBe(1);
	expect(new Set(rows.map((row) => row.version)).size).toBe(1);
	for (const { serial } of rows) expect(serial).toMatch(/^[A-Za-z0-9_-]{43}$/);
	// P-256 points, uncompressed, on the curve: a made-up one would be known for a dummy.
	for (const { seal } of rows) expect(seal[0]).toBe(4);
	const pools = new Set<string>();
	for (const id of ['a-1', 'a-2', 'a-3', 'a-4', 'a-5']) await rig.post(await rig.envelope(id));
	for (const { poolId } of await rig.inbox()) pools.add(poolId);
	expect(pools).toEqual(new Set(['a', 'b', 'root']));
});

it('reads the same transactions after a visit, whether that person answered or not', async () => {
	const rig = await makeRig();
	// Night: one visit after the other, nobody else about. Who fetches in the visit answers in the same, or does not.
	const visits = [
		{ id: 'a-0', answers: 0 },
		{ id: 'a-1', answers: 1 },
		{ id: 'b-0', answers: 0 },
		{ id: 'b-1', answers: 2 },
	];
	let seconds = 0;
	for (const { id, answers } of visits) {
		const held = await rig.ballot(id);
		const posted: Promise<unknown>[] = [];
		for (let second = 1; second <= COVER_SLOTS * COVER_SLOT_SECONDS + 10; second++) {
			rig.clock.now = new Date(rig.clock.now.getTime() + 1_000);
			// At times of their own, between two slots: a voice, and later one that replaces it.
			if (second === 47 && answers > 0)
				posted.push(rig.submit(await sealVoice(VOICE, held, held.sealKey, 1)));
			if (second === 333 && answers > 1)
				posted.push(rig.submit(await sealVoice(VOICE, held, held.sealKey, 2)));
			// Submitting takes a few steps; the timer of a server would come in between.
			await new Promise((resolve) => setImmediate(resolve));
			await rig.batcher.tick();
			seconds++;
		}
		expect(await Promise.all(posted)).toEqual(posted.map(() => ({ ok: true, value: null })));
		// Hours later.
		rig.clock.now = new Date(rig.clock.now.getTime() + 3_600_000);
		await rig.batcher.tick();
	}
	expect(seconds).toBeGreaterThan(2_000);
	const { rows } = await rig.pool.query<{ who: string | null; size: number }>(
		`select who, size from (
			select min(person_id) as who, count(*)::int as size, min(xmin::text::bigint) as at from ballot_issue group by xmin::text
			union all select null, count(*)::int, min(xmin::text::bigint) from inbox group by xmin::text
		) all_rows order by at`,
	);
	const seen = new Map<string, number[]>();
	let last = '';
	for (const { who, size } of rows)
		if (who) seen.set((last = who), []);
		else seen.get(last)!.push(size);
	const same = Array.from({ length: COVER_SLOTS }, () => MIN_BATCH);
	for (const { id } of visits) expect(seen.get(id), id).toEqual(same);
	// What was cast is there, once each, and counts.
	const cast = [];
	for (const { id } of visits) cast.push((await rig.request(id)).serial);
	const stored = await rig.inbox();
	expect(cast.map((serial) => stored.filter((row) => row.serial === serial).length)).toEqual([
		0, 1, 0, 2,
	]);
});

it('is covered at the doors too: asking for one’s rounds and for ballots both count as a visit', async () => {
	const { app, as } = await makeApp();
	let covered = 0;
	app.voices.context.cover = () => void covered++;
	const api = await as('emile');
	await api.ballots.mine();
	expect(covered).toBe(1);
	await api.ballots.issue([{ round: 'pulse:2026-11', blinded: 'A'.repeat(342) }]);
	expect(covered).toBe(2);
});
