/** One's own journal: kept on the device only when asked, read again, exported, erased; and a shared machine left without a trace. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Download, type Page } from '@playwright/test';
import { demo } from './demo.ts';
import { disguises, everythingStored } from './traces.ts';

const WORD = 'zanzibariote';
const TEXT = `Trop de travail, je suis épuisée, la file ${WORD} n’en finit pas.`;
const base = (): string => demo().links.url.replace(/\/$/, '');

/** From the field to the step that decides. */
async function toDecision(page: Page, text: string): Promise<void> {
	await page.getByRole('textbox').fill(text);
	await expect(page.getByText('On dirait que')).toBeVisible();
	await page.getByRole('button', { name: 'Continuer' }).click();
	await page.getByRole('button', { name: 'Continuer' }).click();
}

async function keep(page: Page, text: string, withText: boolean): Promise<void> {
	await toDecision(page, text);
	await page.getByText('Garder aussi dans Ma météo').click();
	if (withText) await page.getByLabel('Avec mon texte').check();
	await page.getByRole('button', { name: 'Garder', exact: true }).click();
	await expect(page.getByText(/^Gardé dans Ma météo/)).toBeVisible();
	await page.getByRole('button', { name: 'Garder pour moi' }).click();
}

const saved = async (download: Download): Promise<string> =>
	readFileSync(await download.path(), 'utf8');

test('nothing is kept unless it is asked for', async ({ page }) => {
	await page.goto(demo().links.employee);
	await toDecision(page, TEXT);
	await page.getByRole('button', { name: 'Garder pour moi' }).click();
	await expect(page.getByText('Le texte a été effacé de cet appareil')).toBeVisible();
	await page.goto(`${base()}/journal`);
	await expect(page.getByText('Rien encore.')).toBeVisible();
});

test('a note is kept encrypted on the device, sent nowhere, and deleted in two presses', async ({
	page,
	context,
}) => {
	const sent: string[] = [];
	context.on('request', (request) =>
		sent.push(`${request.url()} ${request.postDataBuffer()?.toString('latin1') ?? ''}`),
	);
	await page.goto(demo().links.employee);
	await keep(page, TEXT, true);
	await expect(page.getByText('Le texte n’est plus que dans Ma météo')).toBeVisible();
	await page.getByRole('link', { name: 'Voir Ma météo' }).click();
	await expect(page.getByText('Sur cet appareil et nulle part ailleurs.')).toBeVisible();
	await page.locator('summary', { hasText: WORD }).click();
	await expect(page.locator('.own-words')).toHaveText(TEXT);
	const stored = await everythingStored(page);
	expect(stored).toContain('murmure-journal');
	for (const form of disguises(WORD)) {
		expect(stored).not.toContain(form);
		expect(sent.filter((one) => one.includes(form))).toEqual([]);
	}
	await page.getByRole('button', { name: 'Effacer cette note' }).click();
	await page.getByRole('button', { name: 'Oui, l’effacer' }).click();
	await expect(page.getByText('La note est effacée.')).toBeVisible();
	await expect(page.getByText('Rien encore.')).toBeVisible();
});

test('after the decision the reading alone can still be kept, and that can be undone', async ({
	page,
}) => {
	await page.goto(demo().links.employee);
	await toDecision(page, TEXT);
	await page.getByRole('button', { name: 'Garder pour moi' }).click();
	await page.getByText('Garder aussi dans Ma météo').click();
	await expect(page.getByLabel('Avec mon texte')).toHaveCount(0);
	await page.getByRole('button', { name: 'Garder', exact: true }).click();
	await page.getByRole('link', { name: 'Voir Ma météo' }).click();
	await page.locator('summary', { hasText: 'Lourd' }).click();
	await expect(page.getByText('Sans le texte.')).toBeVisible();
	await page.goBack();
	await page.goto(base());
	await keep(page, TEXT, false);
	await page.getByRole('button', { name: 'Ne pas garder' }).click();
	await page.goto(`${base()}/journal`);
	await expect(page.getByText('Une note, du')).toBeVisible();
});

test('what comes back is named from six notes on, exported whole, and erased', async ({
	browser,
}) => {
	test.setTimeout(120_000);
	const context = await browser.newContext({
		locale: 'fr-FR',
		viewport: { width: 360, height: 740 },
	});
	const page = await context.newPage();
	for (let n = 0; n < 7; n++) {
		await page.clock.setFixedTime(new Date(2026, 9, 6 + 7 * n, 18));
		await page.goto(n === 0 ? demo().links.employee : base());
		await keep(page, n % 3 === 2 ? 'Bonne ambiance, l’équipe est soudée.' : TEXT, n % 2 === 0);
		if (n !== 4) continue;
		await page.goto(`${base()}/journal`);
		await expect(page.getByText('sera nommé à partir de six notes')).toBeVisible();
	}
	await page.goto(`${base()}/journal`);
	await expect(page.getByText('7 notes depuis le 6 octobre 2026.')).toBeVisible();
	await expect(page.getByText(/Ce qui pèse revient souvent ainsi/)).toBeVisible();
	await page
		.getByRole('button', { name: /Voir les \d notes concernées/ })
		.first()
		.click();
	await expect(page.locator('summary', { hasText: /Clair/ })).toHaveCount(0);
	await page.getByRole('button', { name: 'Voir toutes les notes' }).click();
	await expect(page.locator('summary', { hasText: /Clair/ })).toHaveCount(2);

	await page.getByRole('button', { name: 'Exporter' }).click();
	for (const [name, kind] of [
		['Un fichier pour un autre programme (JSON)', 'json'],
		['Une page à lire ou à imprimer', 'html'],
	] as const) {
		const downloading = page.waitForEvent('download');
		await page.getByRole('button', { name }).click();
		const content = await saved(await downloading);
		if (kind === 'json')
			expect(JSON.parse(content)).toMatchObject({
				format: 'murmure-journal-1',
				entries: { length: 7 },
			});
		else expect(content.match(/<article>/g)).toHaveLength(7);
		expect(content).toContain(WORD);
	}
	await page.getByRole('button', { name: 'Effacer', exact: true }).click();
	await page.getByRole('button', { name: 'Tout effacer' }).click();
	await expect(page.getByText('Toutes les notes sont effacées.')).toBeVisible();
	await page.reload();
	await expect(page.getByText('Rien encore.')).toBeVisible();
	await context.close();
});

test('a shared machine is left without a trace', async ({ browser }) => {
	const context = await browser.newContext({ locale: 'fr-FR' });
	await context.route(/wikipedia/, (route) => route.fulfill({ body: 'elsewhere' }));
	const page = await context.newPage();
	await page.goto(demo().links.employee);
	await keep(page, TEXT, true);
	await page.getByRole('button', { name: 'Écrire autre chose' }).click();
	await page.getByRole('textbox').fill(TEXT);
	const other = await context.newPage();
	await other.goto(base());
	await other.getByRole('textbox').fill(TEXT);
	const left = () =>
		page.evaluate(async () => ({
			databases: (await indexedDB.databases()).map(({ name }) => name),
			local: localStorage.length,
			session: sessionStorage.length,
			caches: await caches.keys(),
			cookies: document.cookie,
		}));
	expect((await left()).databases).toContain('murmure-journal');
	expect((await left()).session).toBeGreaterThan(0);
	expect((await context.cookies(base())).length).toBeGreaterThan(0);

	await page.getByRole('link', { name: 'Effacer mes traces ici' }).click();
	await page.getByRole('button', { name: 'Tout effacer et partir' }).click();
	await page.waitForURL(/wikipedia/);
	await other.waitForURL(/wikipedia/);
	expect(await context.cookies(base())).toEqual([]);
	// An address of the same site that neither sets nor stores anything: what is there is what was left.
	await page.goto(`${base()}/api/health`);
	expect(await left()).toEqual({ databases: [], local: 0, session: 0, caches: [], cookies: '' });
	await page.goto(`${base()}/journal`);
	await expect(page.getByText('Rien encore.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Se connecter' })).toBeVisible();
	await context.close();
});

test('says so when the session could not be ended, and has erased the rest', async ({ page }) => {
	await page.goto(demo().links.employee);
	await keep(page, TEXT, true);
	await page.route('**/sign-out/everything', (route) => route.abort());
	await page.getByRole('link', { name: 'Effacer mes traces ici' }).click();
	await page.getByRole('button', { name: 'Tout effacer et partir' }).click();
	await expect(page.getByRole('alert')).toContainText('sauf la connexion');
	expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`a journal with notes is accessible on a phone, ${colorScheme}`, async ({ browser }) => {
		test.setTimeout(120_000);
		const context = await browser.newContext({
			locale: 'fr-FR',
			colorScheme,
			viewport: { width: 360, height: 740 },
		});
		const page = await context.newPage();
		const check = async (name: string) => {
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect
				.soft(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`))
				.toEqual([]);
			const over = await page.evaluate(
				() => document.documentElement.scrollWidth - window.innerWidth,
			);
			expect.soft(over, name).toBeLessThanOrEqual(0);
			await page.screenshot({
				path: `test-results/screens/journal-${name}-${colorScheme}.png`,
				fullPage: true,
			});
		};
		for (let n = 0; n < 6; n++) {
			await page.clock.setFixedTime(new Date(2026, 9, 25 + 3 * n, 18));
			await page.goto(n === 0 ? demo().links.employee : base());
			if (n === 5) {
				await toDecision(page, TEXT);
				await page.getByText('Garder aussi dans Ma météo').click();
				await check('offer');
				await page.goto(base());
			}
			await keep(page, n % 3 === 2 ? 'Bonne ambiance, l’équipe est soudée.' : TEXT, true);
		}
		await check('kept');
		await page.goto(`${base()}/journal`);
		await page.locator('details summary').first().click();
		await page.getByRole('button', { name: 'Exporter' }).click();
		await check('notes');
		await page.goto(`${base()}/erase`);
		await check('erase');
		await context.close();
	});
