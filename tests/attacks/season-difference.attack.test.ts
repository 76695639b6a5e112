/** The attacker reads the report on what changed between two seasons, and looks in it for who came or went: a count, a small difference, a name. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { season as seasonDraft, type Season } from '#release/entries.ts';
import { chain } from '#release/ledger.ts';
import { treeOf } from '#release/samples.ts';
import type { Difference } from '#contracts/difference.ts';
import { differenceOf } from '#release/season-difference.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { appendLedger, sha256hex } from '#server/db/ledger.ts';
import { upsertRole } from '#server/db/people.ts';
import { announceSeason } from '#server/services/announce-season.ts';
import { runDueWork } from '#server/voices/run-due-work.ts';
import type { Mail } from '#server/mail/mailer.ts';
import { makeApp } from '../integration/app-rig.ts';
import { makeRig, sharedKeys } from '../integration/voices-rig.ts';

const K = 8;
const frozen = (name: string, heads: readonly number[]): Season =>
	seasonDraft(
		treeOf([
			{ unitId: 'r', parentId: null, name: 'R', eligible: heads[0]! },
			{ unitId: 'a', parentId: 'r', name: 'A', eligible: heads[1]! },
			{ unitId: 'b', parentId: 'r', name: 'B', eligible: heads[2]! },
		]),
		{ season: name, periods: [name], k: K, plan: { valence: 2 }, keyListHash: 'x' },
	).payload;

it('reads the same whether fewer people than k came, went or moved, or none did', () => {
	const heads = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 20, max: 60 })));
	const moves = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 1 - K, max: K - 1 })));
	fc.assert(
		fc.property(heads, moves, (before, move) => {
			const still = differenceOf(frozen('2026-11', before), frozen('2027-03', before));
			const moved = before.map((people, i) => people + move[i]!);
			expect(differenceOf(frozen('2026-11', before), frozen('2027-03', moved))).toEqual(still);
		}),
	);
	// It does tell what is as large as what is published.
	const grown = differenceOf(frozen('2026-11', [20, 20, 20]), frozen('2027-03', [20, 28, 12]));
	expect(grown.pools).toMatchObject({ grown: [{ unit: 'a' }], shrunk: [{ unit: 'b' }] });
});

it('finds in a real one no person and no number but rules; it stands in the ledger, and cannot be left out or changed', async () => {
	const rig = await makeRig();
	const announced: string[] = [];
	rig.context.announceSeason = async (season) => void announced.push(season);
	await rig.pool.query(
		`insert into person (person_id, name, unit_id) values ('new', 'Nouvelle Venue', 'b')`,
	);
	await rig.pool.query(`update organisation set k = 6`);
	await rig.pool.query(`update unit set name = 'Unité B bis' where unit_id = 'b'`);
	rig.clock.now = new Date('2027-03-02T00:00:00Z');
	expect(await runDueWork(rig.context, { makeKeys: sharedKeys() })).toMatchObject({
		season: '2027-03',
	});
	expect(announced).toEqual(['2027-03']);
	const entries = await rig.ledger();
	const at = entries.findIndex(({ kind }) => kind === 'difference');
	expect(entries[at - 1]).toMatchObject({ kind: 'season' });
	const { payload } = entries[at]!;
	const told = JSON.parse(payload) as Difference;
	expect(told).toMatchObject({ from: '2026-11', season: '2027-03', k: { from: 5, to: 6 } });
	expect(told.units.renamed).toEqual([{ unit: 'b', from: 'Unité b', to: 'Unité B bis' }]);
	expect(told.pools).toEqual({ added: [], removed: [], grown: [], shrunk: [] });
	expect(payload).not.toContain('Venue');
	expect(payload.replace(/"(season|from)":"[\d-]+"/g, '').match(/\d+/g)).toEqual(['5', '6']);
	// Whoever keeps the ledger can neither say something else, nor nothing.
	const rules = (change: (drafts: { kind: string; payload: unknown }[]) => void): string[] => {
		const drafts = entries.map(({ kind, payload: text }) => ({
			kind,
			payload: JSON.parse(text) as unknown,
		}));
		change(drafts);
		return verifyLedger(chain(null, drafts, sha256hex), sha256hex).faults.map(({ rule }) => rule);
	};
	expect(rules(() => {})).not.toContain('season-difference');
	expect(rules((all) => void all.splice(at, 1))).toContain('season-difference');
	const other = { ...told, units: { ...told.units, renamed: [] } };
	expect(rules((all) => (all[at] = { kind: 'difference', payload: other }))).toContain(
		'season-difference',
	);
});

it('reaches both sides at the same moment, in the words of the page; one side alone never', async () => {
	const rig = await makeApp();
	const { app } = rig;
	const told = differenceOf(frozen('2026-11', [20, 20, 20]), {
		...frozen('2027-03', [20, 20, 20]),
		k: 6,
	});
	await appendLedger(rig.db, [{ kind: 'difference', payload: told }]);
	await upsertRole(rig.db, { personId: 'emile', role: 'committee', side: 'staff', unitId: 'a1' });
	const sent: Mail[] = [];
	let waiting: (() => void)[] = [];
	const mailer = {
		real: true,
		close: () => {},
		// Nobody has it before all are on their way.
		send: (mail: Mail) => (sent.push(mail), new Promise<void>((done) => waiting.push(done))),
	};
	const announcing = announceSeason({ db: rig.db, config: app.config, mailer }, '2027-03');
	while (sent.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
	expect(sent.map(({ to }) => to).sort()).toEqual(['hugo@example.org', 'stella@example.org']);
	waiting.forEach((done) => done());
	waiting = [];
	await announcing;
	expect(sent[0]!.text).toBe(sent[1]!.text);
	const [hr, staff] = [await rig.as('hugo'), await rig.as('stella')];
	const shown = await hr.committee.seasonChange();
	expect(shown).toEqual(await staff.committee.seasonChange());
	for (const line of shown!.lines) expect(sent[0]!.text).toContain(line);
});
