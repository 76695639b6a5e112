/** The attacker reads pg_stat_statements, the server's log of statements and pg_stat_activity: a value written into a statement's text would be kept there. */
import pg from 'pg';
import { afterEach, expect, it, vi } from 'vitest';
import { closeRound } from '#server/voices/close-round.ts';
import { makeRig, ROUND } from '../integration/voices-rig.ts';

afterEach(() => vi.restoreAllMocks());

it('finds statements without a value in them: no person, serial, hash, name or address', async () => {
	const rig = await makeRig();
	const texts = new Set<string>();
	const query = pg.Client.prototype.query;
	vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
		this: pg.Client,
		...args: unknown[]
	) {
		const [asked] = args as [string | { text: string }];
		texts.add(typeof asked === 'string' ? asked : asked.text);
		return (query as (...all: unknown[]) => unknown).apply(this, args) as never;
	} as never);
	const bodies = await Promise.all(['a-0', 'a-1', 'b-0'].map((id) => rig.envelope(id)));
	await rig.post(...bodies);
	await rig.post(bodies[0]!);
	await closeRound(rig.context, ROUND);
	const all = [...texts].join('\n');
	expect(texts.size).toBeGreaterThan(12);
	expect(all).toContain('insert into "inbox"');
	for (const id of ['a-0', 'a-1', 'b-0']) {
		expect(all.includes(id), id).toBe(false);
		expect(all.includes((await rig.request(id)).serial)).toBe(false);
	}
	expect(all).not.toMatch(/[0-9a-f]{64}|Personne|@example/);
	vi.restoreAllMocks();
	const { rows } = await rig.pool.query<{ name: string }>(
		`select name from pg_settings where (name = 'log_statement' and setting <> 'none')
		 or (name = 'log_min_duration_statement' and setting <> '-1')`,
	);
	expect(rows).toEqual([]);
});
