/** The committee reads the lexicon: every view has an address, all of it by keyboard, and a file that no spreadsheet runs. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { demo } from './demo.ts';

const url = (path: string) => demo().links.url.replace(/\/$/, '') + path;

test('a word is found by keyboard, filtered by theme, and the view can be shared', async ({
	page,
}) => {
	await page.goto(demo().links.committee);
	await page.getByRole('link', { name: 'Lexique' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(/Sur 100 textes/);
	await expect(page.getByRole('cell', { name: /Sur 100 textes/ }).first()).toBeVisible();

	await page.getByRole('searchbox').focus();
	await page.keyboard.type('EPUISE');
	await page.keyboard.press('Enter');
	await page.waitForURL(/q=EPUISE/);
	await expect(page.getByRole('rowheader', { name: /^épuisé Émotions/ })).toBeVisible();
	await expect(page.getByRole('searchbox')).toBeFocused();

	await page.getByLabel('Thème').selectOption('emotions-negative');
	await page.getByRole('button', { name: 'Chercher' }).press('Enter');
	await page.waitForURL(/theme=emotions-negative/);
	const shown = await page.locator('h2#rows').textContent();
	await page.reload();
	await expect(page.locator('h2#rows')).toHaveText(shown!);
	await expect(page.getByRole('searchbox')).toHaveValue('EPUISE');
});

test('the pages follow one another, and back goes back', async ({ page }) => {
	await page.goto(demo().links.committee);
	await page.goto(url('/committee/lexicon?lang=en&theme=frames'));
	await expect(page.getByRole('rowheader')).not.toHaveCount(0);
	await page.getByRole('link', { name: 'Page suivante' }).click();
	await page.waitForURL(/page=2/);
	await expect(page.getByText(/^Page 2 sur/)).toBeVisible();
	await page.goBack();
	await expect(page.getByText(/^Page 1 sur/)).toBeVisible();
});

test('what is shown can be taken away, with no cell that runs as a formula', async ({ page }) => {
	await page.goto(demo().links.committee);
	await page.goto(url('/committee/lexicon?lang=fr&theme=classes&q=chef'));
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: /Télécharger/ }).click(),
	]);
	expect(download.suggestedFilename()).toBe('murmure-lexique-fr.csv');
	const csv = readFileSync(await download.path(), 'utf8');
	expect(csv.startsWith('\uFEFFLangue;Thème;')).toBe(true);
	expect(csv).toContain(';chef;');
	expect(csv.split('\r\n').flatMap((line) => line.split(';'))).not.toContainEqual(
		expect.stringMatching(/^"?[=+@]/),
	);
});

test('an address that means nothing is still a view', async ({ page }) => {
	await page.goto(demo().links.committee);
	for (const query of [
		'page=0',
		'page=999999',
		'lang=xx',
		'theme=no-such-theme',
		`q=${'x'.repeat(400)}`,
	]) {
		const response = await page.goto(url(`/committee/lexicon?${query}`));
		expect(response!.status(), query).toBe(200);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	}
});
