/** The attacker has the whole database with its hidden columns (xmin, ctid, commit times) and joins the ballots that people fetched to the rows of the inbox by their order. */
import { expect, it } from 'vitest';
import { MIN_BATCH } from '#contracts/protocol.ts';
import { makeRig } from '../integration/voices-rig.ts';

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
