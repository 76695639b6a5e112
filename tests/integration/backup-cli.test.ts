/** The commands as an administrator meets them, on an embedded database whose folder is destroyed in between. */
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { genesis } from '#release/entries.ts';
import { openDatabase } from '#server/db/database.ts';
import { appendLedger } from '#server/db/ledger.ts';
import { runMigrations } from '#server/db/migrate.ts';
import { insertOrganisation } from '#server/db/organisation.ts';
import { run as anchor } from '../../src/cli/commands/anchor.ts';
import { run as backup } from '../../src/cli/commands/backup.ts';
import { run as restore } from '../../src/cli/commands/restore.ts';
import { run as verify } from '../../src/cli/commands/verify.ts';
import { newFolder, PASSPHRASE } from './backup-rig.ts';

const PLAN = { valence: 2, emotion: 1, difficulty: 2, factor: 2 };
let folder: string;
let data: string;
let said = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
	folder = newFolder();
	// As root, the embedded server runs as another user, who must get in.
	chmodSync(folder, 0o755);
	data = at('data');
	vi.stubEnv('DATABASE_URL', '');
	vi.stubEnv('MURMURE_DATA_DIR', data);
	vi.stubEnv('MURMURE_BACKUP_PASSPHRASE', PASSPHRASE);
	vi.stubEnv('MURMURE_ANCHOR_FILE', at('anchors.txt'));
	afterAll(() => vi.unstubAllEnvs());
	await change(async (db) => {
		const policy = { k: 8, plan: PLAN };
		await insertOrganisation(db, { name: 'Essai', lang: 'fr', periodKind: 'month', ...policy });
		await appendLedger(db, [genesis({ organisation: 'Essai', ...policy })]);
	});
});
beforeEach(() => {
	said = '';
	for (const stream of [process.stdout, process.stderr])
		vi.spyOn(stream, 'write').mockImplementation((text) => {
			said += String(text);
			return true;
		});
});
afterEach(() => vi.restoreAllMocks());

type Db = Awaited<ReturnType<typeof openDatabase>>['db'];
async function change(work: (db: Db) => Promise<unknown>): Promise<void> {
	const database = await openDatabase({ databaseUrl: null, dataDir: data });
	await runMigrations(database.pool);
	await work(database.db);
	await database.close();
}

describe('murmure backup and restore', () => {
	it('bring everything back after the data folder is gone: verify prints the same head', async () => {
		expect(await anchor([])).toBe(0);
		expect(await backup(['--out', at('one.backup')])).toBe(0);
		expect(said).toContain(`${at('one.backup')}: `);
		expect(await verify([])).toBe(0);
		const head = /head (\d+:[0-9a-f]{64})/.exec(said)![1]!;
		rmSync(data, { recursive: true });
		said = '';
		expect(await restore([at('one.backup')])).toBe(0);
		expect(said).toContain(`head ${head}\n`);
		expect(existsSync(join(data, 'marts.duckdb'))).toBe(true);
		expect(await verify(['--anchor', head, '--anchors', at('anchors.txt')])).toBe(0);
		expect(said).toMatch(/^holds +anchors: /m);
		expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
	});

	it('say why a file is refused, with its stable code, and exit 1; bad usage exits 2', async () => {
		expect(await restore([at('one.backup')])).toBe(1);
		expect(said).toContain('(DATABASE_NOT_EMPTY); nothing was changed');
		writeFileSync(at('phrase'), `not ${PASSPHRASE}\n`);
		expect(await restore([at('one.backup'), '--passphrase-file', at('phrase')])).toBe(1);
		expect(said).toContain('(BACKUP_PASSPHRASE_WRONG)');
		for (const argv of [[], ['a', 'b'], ['a', '--lost-keys'], ['--nonsense'], [at('missing')]])
			await expect(restore(argv), argv.join(' ')).rejects.toMatchObject({ name: 'UsageError' });
		vi.stubEnv('MURMURE_BACKUP_PASSPHRASE', 'short');
		await expect(backup([])).rejects.toThrow('at least 12 characters');
		vi.stubEnv('MURMURE_BACKUP_PASSPHRASE', PASSPHRASE);
		expect(await backup(['--out', at('no/such/folder/x')])).toBe(1);
		expect(said).toContain('cannot be written (ENOENT)');
	});

	it('refuse a backup that ends before what the anchor file knows', async () => {
		await change((db) => appendLedger(db, [{ kind: 'note', payload: {} }]));
		expect(await anchor([])).toBe(0);
		expect(await restore([at('one.backup'), '--force'])).toBe(1);
		expect(said).toContain('(BACKUP_OLDER)');
		expect(await restore([at('one.backup'), '--force', '--older'])).toBe(0);
		expect(await verify([])).toBe(0);
		expect(await verify(['--anchors', at('anchors.txt')])).toBe(1);
		expect(said).toMatch(/^FAILED +anchors: /m);
	});

	it('anchor says where it could not, and keeps the address', async () => {
		expect(await anchor(['--mail', 'csse@example.org'])).toBe(0);
		said = '';
		expect(await anchor([])).toBe(1);
		expect(said).toMatch(/NO {2}mail \(smtp-unset\)\nok {2}file\n/);
		expect(await anchor(['--no-mail'])).toBe(0);
		vi.stubEnv('MURMURE_ANCHOR_FILE', '');
		await expect(anchor([])).rejects.toThrow('nothing says where');
		await expect(anchor(['--mail', 'x'])).rejects.toThrow('MAIL_INVALID');
	});
});
