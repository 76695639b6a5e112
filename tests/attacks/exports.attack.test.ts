/** The attacker takes the same figures out by every door, as the published JSON, as CSV and as page data, again and again, and compares cell by cell: two copies that differ are two measurements. */
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { CATEGORIES, MEASURES, type Measure } from '#contracts/ids.ts';
import type { LedgerPage } from '#contracts/web-manifest.ts';
import { estimateShare } from '#analysis/share.ts';
import { releaseEntries } from '#release/entries.ts';
import { release } from '#release/release.ts';
import { seededWords } from '#release/samples.ts';
import { csvPieces } from '#server/analytics/cells-csv.ts';
import { martsPath, rebuildMarts } from '#server/analytics/marts.ts';
import { appendLedger, readLedger } from '#server/db/ledger.ts';
import { readerCode } from '#server/ledger-reader.ts';
import { importUnits } from '#server/services/import-units.ts';
import { season } from '#release/entries.ts';
import { makeApp } from '../integration/app-rig.ts';
import { openDoor } from './door.ts';
import { PLAN } from './gate-of-ledger.ts';
import { counted, K, organisation, sha } from './published.ts';

const org = organisation([
	['organisation', null, 0],
	['a', 'organisation', 0],
	['a1', 'a', 14],
	['b', 'organisation', 20],
]);
const answers = counted(org.tree, { a1: { '1': 9 }, b: { '0': 12, '-1': 4 } });
type Counts = Record<string, Record<string, number>>;

it('finds one set of cells in the published JSON, the CSV and the page, each the same at every reading', async () => {
	const rig = await makeApp();
	const { app } = rig;
	const input = {
		...org,
		periods: [answers],
		k: K,
		plan: PLAN,
		noise: true,
		random: seededWords(11),
	};
	const [released] = release(input);
	const facts = { season: '2026-11', k: K, plan: PLAN };
	await appendLedger(rig.db, [
		season(org.tree, { ...facts, periods: ['2026-11'], keyListHash: sha('keys') }),
		...releaseEntries(released!, { ...facts, round: 'pulse:2026-11', malformed: 0 }),
	]);
	const rebuild = async () => rebuildMarts(martsPath(app.config.dataDir), await readLedger(rig.db));
	await rebuild();
	const ask = await openDoor(app);
	const authorization = `Bearer ${readerCode(app.secret)}`;
	const readJson = async () => (await ask('/api/ledger', { headers: { authorization } })).text;
	const hugo = await rig.as('hugo');
	const units = [...org.tree.units.map(({ unitId }) => unitId)];
	const readPages = async () =>
		JSON.stringify(await Promise.all(units.map((unitId) => hugo.committee.unit({ unitId }))));
	const readCsv = () =>
		Buffer.concat([...csvPieces([released!])].map((piece) => Buffer.from(piece))).toString();

	const first = { json: await readJson(), pages: await readPages(), csv: readCsv() };
	for (let time = 0; time < 5; time++) {
		if (time === 3) await rebuild();
		expect({ json: await readJson(), pages: await readPages(), csv: readCsv() }).toEqual(first);
	}
	// Strangers get the chain, no cell.
	expect((await ask('/api/ledger')).text).not.toContain('counts');

	const fromJson = new Map<string, number>();
	for (const { kind, payload } of (JSON.parse(first.json) as LedgerPage).rows) {
		if (kind !== 'cells') continue;
		const { period, unit, counts } = JSON.parse(payload!) as {
			period: string;
			unit: string;
			counts: Counts;
		};
		for (const [measure, cells] of Object.entries(counts))
			for (const [category, count] of Object.entries(cells))
				fromJson.set([period, unit, measure, category].join(), count);
	}
	const fromCsv = new Map(
		(parse(first.csv) as string[][]).map((row) => [row.slice(0, 4).join(), Number(row[4])]),
	);
	expect(fromJson.size).toBeGreaterThan(80);
	expect([...fromCsv].sort()).toEqual([...fromJson].sort());
	let compared = 0;
	for (const page of JSON.parse(first.pages) as Awaited<ReturnType<typeof hugo.committee.unit>>[]) {
		const { sheet } = page;
		for (const measure of MEASURES) {
			const shown = sheet.measures[measure];
			const cells = CATEGORIES[measure].map((category) =>
				fromJson.get(['2026-11', sheet.unit.unitId, measure, category].join()),
			);
			expect(shown.status, measure).toBe(cells[0] === undefined ? 'masked' : 'visible');
			if (shown.status !== 'visible') continue;
			for (const [i, category] of CATEGORIES[measure as Measure].entries()) {
				expect(shown.shares[category]).toEqual(estimateShare(cells[i]!, shown.voices, shown.atoms));
				compared++;
			}
		}
	}
	expect(compared).toBe(fromJson.size);
});

it('cannot write a formula into them: a unit’s id begins with a letter or a digit', async () => {
	const rig = await makeApp();
	for (const id of ['=1+1', '-1', '+1', '@x', '.a', ':a', '_a', '\ta', '=cmd', '-2-3']) {
		const content = `unit_id,parent_id,name\norganisation,,Essai\n"${id}",organisation,X`;
		const outcome = await importUnits(rig.app.services, content, { dryRun: true });
		const refused = outcome.ok && outcome.value.refused.map(({ code, field }) => [code, field]);
		expect(refused, id).toEqual([['BAD_INPUT', 'unit_id']]);
	}
});
