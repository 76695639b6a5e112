/** Access and erasure: all that exists about a person comes out in one command, and goes in another. */
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditDatabase } from '#cli/verify/local.ts';
import { serviceContext } from '#server/services/context.ts';
import { erasePerson, exportPerson } from '#server/services/person-rights.ts';
import { lastSeason, peopleOfPool, roundsInState } from '#server/db/voices.ts';
import { closeDueRounds, makeRig, type Rig } from './person-rig.ts';

let rig: Rig;
beforeAll(async () => {
	rig = await makeRig();
	await rig.post(await rig.envelope('a-1'));
	await rig.db.execute(
		sql`insert into journal values ('a-1', 1, '2026-W46', '[]', decode(repeat('a7', 16384), 'hex'))`,
	);
});
const ctx = () => serviceContext(rig.db);
const MAIL = 'a-1@example.org';

/** As a whole word, so that a key's letters do not count. */
const standsIn = (line: string, needle: string): boolean =>
	new RegExp(`(?<![\\w-])${needle}(?![\\w-])`).test(line);

/** Every row of every table that has the person's id, name or address in it. */
async function traces(needles: string[]): Promise<string[]> {
	const { rows } = await rig.pool.query<{ table_name: string }>(
		"select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
	);
	const found: string[] = [];
	for (const { table_name } of rows) {
		const all = await rig.pool.query(`select t::text as line from "${table_name}" t`);
		for (const { line } of all.rows as { line: string }[])
			if (needles.some((needle) => standsIn(line, needle))) found.push(table_name);
	}
	return [...new Set(found)].sort();
}

describe('a person who asks what there is about them', () => {
	it('is given every table that names them, and told what exists nowhere', async () => {
		const exported = await exportPerson(ctx(), 'A-1@Example.org');
		expect(exported).toMatchObject({
			ok: true,
			value: {
				account: { personId: 'a-1', mail: MAIL },
				seasons: [{ season: '2026-11', pool: 'a' }],
				ballotsFetched: ['pulse:2026-11'],
				approvals: [],
				sessions: [],
				journal: { sealedBytes: 16_384, week: '2026-W46', openedBy: [] },
			},
		});
		const text = JSON.stringify(exported);
		expect(text).not.toContain('requestHash');
		expect(text).toContain('whether this person answered: known to nobody');
		// A new table that names people makes this fail: it must then be in the export.
		expect(await traces(['a-1', MAIL])).toEqual([
			'ballot_issue',
			'journal',
			'person',
			'season_person',
		]);
	});

	it('is told so if there is nothing', async () => {
		expect(await exportPerson(ctx(), 'nobody@example.org')).toEqual({
			ok: false,
			code: 'NOT_FOUND',
		});
		expect(await erasePerson(ctx(), 'nobody@example.org')).toEqual({
			ok: false,
			code: 'NOT_FOUND',
		});
	});
});

describe('a person who asks to be erased', () => {
	it('leaves a random id without a name until the season ends, and the frozen groups whole', async () => {
		expect(await erasePerson(ctx(), MAIL)).toEqual({
			ok: true,
			value: { idKeptUntilSeasonEnds: true },
		});
		expect(await traces([MAIL, 'Personne a 01'])).toEqual([]);
		const season = await lastSeason(rig.db);
		const names = await peopleOfPool(rig.db, season!.seasonId, 'a');
		expect(names).toHaveLength(12);
		expect(names.filter((name) => name === '—')).toHaveLength(1);
		expect((await auditDatabase(rig.db, [])).faults).toEqual([]);
	});

	it('leaves nothing at all once no round of theirs is open', async () => {
		await closeDueRounds(rig);
		expect(await roundsInState(rig.db, 'open', 'planned')).toEqual([]);
		expect(await erasePerson(ctx(), 'b-2@example.org')).toEqual({
			ok: true,
			value: { idKeptUntilSeasonEnds: false },
		});
		// Of whoever was erased before, too.
		expect(await traces(['b-2', 'a-1'])).toEqual([]);
		expect((await auditDatabase(rig.db, [])).faults).toEqual([]);
	});

	it('is refused if nobody would be left to administer', async () => {
		await rig.db.execute(
			sql`insert into role_grant (person_id, role) values ('b-3', 'administrator')`,
		);
		expect(await erasePerson(ctx(), 'b-3@example.org')).toEqual({
			ok: false,
			code: 'ADMINISTRATOR_MISSING',
		});
	});
});
