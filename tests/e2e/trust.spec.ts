/** The page for the suspicious: what it says of itself is what a browser, a second look and the command line see. */
import { expect, test } from '@playwright/test';
import { demo, murmure } from './demo.ts';

const base = (): string => demo().links.url.replace(/\/$/, '');

test('shows live what the page sent, and none of what was written', async ({ page }) => {
	await page.goto(demo().links.employee);
	await page.getByRole('textbox').fill('Un mot introuvable ailleurs : zanzibariote.');
	await page.waitForLoadState('networkidle');
	// Within the same page, as a person would go there: what was sent before is still in the list.
	await page.getByRole('link', { name: 'Confidentialité' }).click();
	const live = page.locator('section', { has: page.getByRole('heading', { name: /en direct/ }) });
	await expect(live).toContainText('/trpc/ballots');
	await expect(live).toContainText('Adresses hors de Murmure : 0.'.replace(' :', '\u202f:'));
	await live.locator('summary').first().click();
	expect(await live.innerText()).not.toContain('zanzibariote');
	await expect(live).toContainText(/Envoyé\s+\d/);
});

test('compares every file with the list of the release, on the device', async ({ page }) => {
	await page.goto(`${base()}/confidentiality`);
	await page.getByRole('button', { name: 'Comparer les fichiers' }).click();
	await expect(page.getByRole('status')).toContainText('ont bien l’empreinte annoncée', {
		timeout: 30_000,
	});
});

test('says so when a file is not the one of the list', async ({ page }) => {
	await page.route('**/icon.svg', (route) => route.fulfill({ body: '<svg/>' }));
	await page.goto(`${base()}/confidentiality`);
	await page.getByRole('button', { name: 'Comparer les fichiers' }).click();
	await expect(page.getByRole('alert')).toContainText('icon.svg', { timeout: 30_000 });
});

test('shows the policy that came with it', async ({ page }) => {
	const response = await page.goto(`${base()}/confidentiality`);
	const policy = (await response!.headerValue('content-security-policy'))!;
	await page.getByText('Voir la règle').click();
	await expect(page.locator('.policy')).toHaveText(policy.replace(/ 'nonce-[^']*'/g, ''));
});

test('names the people of one’s own group to who is signed in, and no role’s holder', async ({
	browser,
}) => {
	const stranger = await browser.newPage({ locale: 'fr-FR' });
	await stranger.goto(`${base()}/confidentiality`);
	await expect(stranger.getByText('Connectez-vous pour voir')).toBeVisible();
	await expect(stranger.getByText('--code')).toHaveCount(0);
	const page = await browser.newPage({ locale: 'fr-FR' });
	await page.goto(demo().links.employee);
	await page.goto(`${base()}/confidentiality`);
	await page.getByText('Voir les noms').click();
	expect(await page.locator('.names li').count()).toBeGreaterThanOrEqual(8);
});

test('is reached under the names by which people ask for it, and has an easy version', async ({
	page,
}) => {
	for (const name of ['/confiance', '/trust']) {
		await page.goto(base() + name);
		expect(new URL(page.url()).pathname).toBe('/confidentiality');
	}
	await page.getByRole('link', { name: 'facile à lire' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('facile à lire');
	// Easy language: no sentence of more than twenty words or so.
	for (const line of await page.locator('main section p').allInnerTexts())
		for (const sentence of line.split(/[.?]\s/))
			expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(22);
});

test('is borne out by verify --remote', async () => {
	const { code, stdout } = await murmure('verify', '--remote', base(), '--json');
	const report = JSON.parse(stdout) as { ok: boolean; checks: { check: string; state: string }[] };
	expect(report.checks.find(({ check }) => check === 'client-files')?.state).toBe('held');
	expect(report.ok).toBe(true);
	expect(code).toBe(0);
});
