import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '#release/verify-ledger.ts';
import { martsPath } from '#server/analytics/marts.ts';
import { readLedger, sha256hex } from '#server/db/ledger.ts';
import { findOrganisation, updateOrganisation } from '#server/db/organisation.ts';
import { inboxOf } from '#server/db/inbox.ts';
import { roundsInState } from '#server/db/voices.ts';
import { clearDemo, demoState, loadDemo } from '#server/demo/load-demo.ts';
import { createKeyStore } from '#server/voices/key-store.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const dataDir = mkdtempSync(join(tmpdir(), 'murmure-demo-'));
const config = { dataDir, keyDir: join(dataDir, 'keys') };
let database: TestDatabase;

beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('loading the demonstration', () => {
	it('counts as interrupted until its last write, and is begun again cleanly', async () => {
		expect(await demoState(database)).toBe('empty');
		const stopped = loadDemo(
			database,
			config,
			NOW,
			() => {
				throw new Error('interrupted');
			},
			2,
		);
		await expect(stopped).rejects.toThrow('interrupted');
		expect(await demoState(database)).toBe('interrupted');
		await clearDemo(database, config);
		expect(await demoState(database)).toBe('empty');
		expect(await createKeyStore(config.keyDir).list()).toEqual([]);
	});

	it('goes through the same services, decisions and rules as a real organisation', async () => {
		await loadDemo(database, config, NOW, () => {}, 2);
		expect(await demoState(database)).toBe('loaded');
		expect(await findOrganisation(database.db)).toMatchObject({ name: 'Rivage', demo: true, k: 5 });
		const entries = await readLedger(database.db);
		// Whoever sits on the committee is told first, then what they decided, then what came of it.
		expect(entries[0]!.kind).toBe('genesis');
		const kinds = [...new Set(entries.map((entry) => entry.kind))];
		expect(kinds.indexOf('seat')).toBeGreaterThan(0);
		expect(kinds.indexOf('decision')).toBeGreaterThan(kinds.indexOf('seat'));
		expect(kinds.indexOf('season')).toBeGreaterThan(kinds.indexOf('decision'));
		const decision = entries.find((entry) => entry.kind === 'decision')!;
		expect(JSON.parse(decision.payload)).toMatchObject({
			subject: 'set-k',
			sides: ['hr', 'staff'],
			k: 5,
		});
		expect(verifyLedger(entries, sha256hex)).toMatchObject({ ok: true, seasons: 1, periods: 1 });
		const [open] = await roundsInState(database.db, 'open');
		expect(open).toMatchObject({ period: '2026-11' });
		expect((await inboxOf(database.db, open!.roundId)).length).toBeGreaterThan(80);
		expect(existsSync(martsPath(dataDir))).toBe(true);
	});

	it('leaves those whom a link leads to without a ballot: they are the visitor’s', async () => {
		const { rows } = await database.pool.query(
			`select person_id from ballot_issue where person_id like 'demo-%'`,
		);
		expect(rows).toEqual([]);
	});

	it('never touches an organisation that is not ours', async () => {
		await updateOrganisation(database.db, { demo: false, name: 'Mairie' });
		expect(await demoState(database)).toBe('foreign');
		await updateOrganisation(database.db, { name: 'Rivage' });
		await database.pool.query(
			`update person set mail = 'someone@real.example.org' where person_id = 'demo-employee'`,
		);
		expect(await demoState(database)).toBe('foreign');
	});
});
