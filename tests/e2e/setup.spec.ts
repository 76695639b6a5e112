/** The first run of an empty Murmure: the code of the console, the first administrator, units and people, the first season. */
import { createHash } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { legal } from '#release/entries.ts';
import { chain } from '#release/ledger.ts';
import { connectionOf } from './database.ts';

let server: ChildProcess;
let code = '';
const data = mkdtempSync(join(tmpdir(), 'murmure-setup-'));
chmodSync(data, 0o755);
const port = String(40_000 + (process.pid % 10_000));
const origin = `http://127.0.0.1:${port}`;

test.beforeAll(async () => {
	server = spawn(process.execPath, ['bin/murmure.mjs', 'start'], {
		env: { ...process.env, MURMURE_DATA_DIR: data, PORT: port, ORIGIN: origin, DATABASE_URL: '' },
		detached: true,
		stdio: ['ignore', 'inherit', 'pipe'],
	});
	code = await new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('no code in the console')), 60_000);
		let text = '';
		server.stderr!.on('data', (chunk: Buffer) => {
			text += chunk;
			const found = /one-time code: (\S+)/.exec(text);
			if (found) {
				clearTimeout(timer);
				resolve(found[1]!);
			}
		});
	});
	await expect
		.poll(async () => (await fetch(`${origin}/api/health`).catch(() => null))?.ok, {
			timeout: 30_000,
		})
		.toBe(true);
});

test.afterAll(async () => {
	const ended = new Promise((resolve) => server.once('exit', resolve));
	server.kill('SIGTERM');
	await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15_000))]);
	try {
		process.kill(-server.pid!, 'SIGKILL');
	} catch {
		// Gone.
	}
	rmSync(data, { recursive: true, force: true });
});

test('an empty Murmure opens on its first-run page and becomes a working one', async ({ page }) => {
	test.setTimeout(120_000);
	await page.goto(origin);
	await expect(page).toHaveURL(/\/setup$/);
	await page.getByLabel('Nom de l’organisation').fill('Les Ateliers du Port');
	await page.getByLabel('Votre nom').fill('Ada Martin');
	await page.getByLabel('Votre adresse').fill('ada@example.org');
	await page.getByLabel('Code de première installation').fill('WRONG-CODE');
	await page.getByRole('button', { name: 'Commencer' }).click();
	await expect(page.getByText('Ce code n’est pas celui de la console')).toBeVisible();
	await expect(page.getByLabel('Votre nom')).toHaveValue('Ada Martin');
	await page.getByLabel('Code de première installation').fill(code);
	await page.getByRole('button', { name: 'Commencer' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Il manque des personnes');
	expect((await page.request.get(`${origin}/setup`, { maxRedirects: 0 })).status()).not.toBe(200);

	await page.goto(`${origin}/admin/people`);
	const files = page.locator('input[type=file]');
	await files.nth(0).setInputFiles({
		name: 'u.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(
			'unit_id;parent_id;name\nport;;Les Ateliers du Port\nquai;port;Le Quai\nforge;port;La Forge\n',
		),
	});
	await page.getByRole('button', { name: 'Appliquer' }).click();
	await expect(page.getByText(/C’est appliqué/).first()).toBeVisible();
	const people = ['mail,name,unit_id', 'ada@example.org,Ada Martin,port'];
	for (let i = 0; i < 24; i++)
		people.push(`p${i}@example.org,Personne ${i},${i % 2 ? 'quai' : 'forge'}`);
	await files
		.nth(1)
		.setInputFiles({ name: 'p.csv', mimeType: 'text/csv', buffer: Buffer.from(people.join('\n')) });
	await page.getByRole('button', { name: 'Appliquer' }).click();
	await expect(page.getByText(/C’est appliqué/).nth(1)).toBeVisible();

	await page.goto(`${origin}/admin`);
	await page.getByRole('button', { name: 'Ouvrir la première saison' }).click();
	await expect(page.getByText('Les deux parties n’ont pas encore consigné')).toBeVisible();
	await recordLegalDates();
	await page.getByRole('button', { name: 'Ouvrir la première saison' }).click();
	await expect(page.getByText('La saison est ouverte.')).toBeVisible({ timeout: 60_000 });
	await page.goto(origin);
	await page.getByRole('textbox').fill('Bonne semaine, l’équipe s’entraide.');
	await page.getByRole('button', { name: 'Continuer' }).click();
	await page.getByRole('button', { name: 'Continuer' }).click();
	await expect(page.getByRole('button', { name: 'Contribuer', exact: true })).toBeVisible();
});

/** As members of the two sides would on the page Decisions; tests/attacks/legal-gate goes that way. */
async function recordLegalDates(): Promise<void> {
	const client = new pg.Client(connectionOf(data));
	await client.connect();
	try {
		const { rows } = await client.query<{ seq: string; hash: string }>(
			'select seq, hash from ledger order by seq desc limit 1',
		);
		const day = '2026-01-15';
		const said = { consulted: day, informed: day, assessed: day, on: day };
		const drafts = (['hr', 'staff'] as const).map((side) => legal({ side, ...said }));
		const head = { seq: Number(rows[0]!.seq), hash: rows[0]!.hash };
		const sha256hex = (text: string) => createHash('sha256').update(text).digest('hex');
		for (const { seq, kind, payload, prevHash, hash } of chain(head, drafts, sha256hex))
			await client.query('insert into ledger values ($1, $2, $3, $4, $5)', [
				...[seq, kind, payload],
				...[prevHash, hash],
			]);
	} finally {
		await client.end();
	}
}
