/** Bad input at the doors: a stable code, a sentence in the reader's language, nothing lost, nothing leaked. */
import { expect, test } from '@playwright/test';
import { demo } from './demo.ts';

const url = (path: string) => demo().links.url.replace(/\/$/, '') + path;

test('a malformed envelope, a wrong size and a forged ballot are refused with a code', async ({
	request,
}) => {
	const forged = JSON.stringify({
		purpose: 'pulse',
		round: 'pulse:2026-11',
		pool: 'nowhere',
		version: 1,
		enc: 'A'.repeat(87),
		seal: 'A'.repeat(704),
		ballot: { publicKey: 'B'.repeat(87), prepared: 'A'.repeat(86), signature: 'A'.repeat(342) },
		signature: 'A'.repeat(86),
		pad: '',
	});
	for (const body of ['', '{', 'x'.repeat(4096), forged, forged.padEnd(4096)]) {
		const response = await request.post(url('/api/voice'), {
			data: Buffer.from(body),
			headers: { 'content-type': 'application/json' },
		});
		expect(response.status()).toBeGreaterThanOrEqual(400);
		expect(response.status()).toBeLessThan(500);
		expect((await response.json()).code).toMatch(
			/^(ENVELOPE_MALFORMED|BALLOT_REFUSED|ROUND_UNKNOWN)$/,
		);
		expect(response.headers()['set-cookie']).toBeUndefined();
	}
	const huge = await request.post(url('/api/voice'), {
		data: Buffer.alloc(2_000_000, 'x'),
		headers: { 'content-type': 'application/json' },
	});
	expect(huge.status()).toBe(413);
});

test('procedures are closed to whoever may not, and to other origins', async ({ request }) => {
	const closed = await request.get(url('/trpc/admin.overview'));
	expect(closed.status()).toBe(401);
	expect(JSON.stringify(await closed.json())).toContain('NOT_SIGNED_IN');
	const foreign = await request.post(url('/trpc/account.setLang'), {
		data: { lang: 'fr' },
		headers: { origin: 'https://evil.example' },
	});
	expect(foreign.status()).toBe(403);
	const nonsense = await request.post(url('/trpc/ballots.issue'), {
		data: Buffer.from('{"a":'),
		headers: { 'content-type': 'application/json', origin: demo().links.url.replace(/\/$/, '') },
	});
	expect(nonsense.status()).toBeLessThan(500);
	expect(await nonsense.text()).not.toMatch(/at .*\.js:\d+|node_modules/);
});

test('an import that is wrong says line and field, and applies nothing', async ({ page }) => {
	await page.goto(demo().links.admin);
	await page.goto(url('/admin/people'));
	const [units, people] = [
		page.locator('input[type=file]').nth(0),
		page.locator('input[type=file]').nth(1),
	];
	await units.setInputFiles({
		name: 'u.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from('unit_id,parent_id,name\na,,A\nb,nowhere,B\n'),
	});
	await expect(page.getByText('Champ parent_id.')).toBeVisible();
	await people.setInputFiles({
		name: 'p.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from('mail,name,unit_id\nnot-a-mail,Someone,nowhere\n'),
	});
	await expect(page.getByText(/Champ (mail|unit_id)\./).first()).toBeVisible();
	await people.setInputFiles({
		name: 'p.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
	});
	await expect(page.getByRole('alert').first()).toBeVisible();
});

test('an unknown page and a foreign unit are answered alike, and show no stack', async ({
	page,
}) => {
	await page.goto(demo().links.committee);
	for (const path of ['/no-such-page', '/committee/unit/no-such-unit']) {
		const response = await page.goto(url(path));
		expect([403, 404]).toContain(response!.status());
		expect(await page.content()).not.toMatch(/at .*\.js:\d+|node_modules/);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	}
});

test('an employee is kept out of the committee and of the administration', async ({ page }) => {
	await page.goto(demo().links.employee);
	for (const path of [
		'/committee',
		'/committee/decisions',
		'/committee/lexicon',
		'/committee/lexicon/csv',
		'/admin',
		'/admin/people',
		'/admin/roles',
	])
		expect((await page.goto(url(path)))!.status(), path).toBe(403);
});
