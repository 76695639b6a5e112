/** One's own journal: kept on the device only when asked, read again, exported, erased; and a shared machine left without a trace. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import {
	expect,
	test,
	type Browser,
	type BrowserContext,
	type Download,
	type Page,
} from '@playwright/test';
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

test('a note is kept, read and deleted by keyboard alone, in English', async ({ browser }) => {
	const context = await browser.newContext({
		locale: 'en-GB',
		viewport: { width: 360, height: 740 },
	});
	const page = await context.newPage();
	const to = async (name: string | RegExp): Promise<void> => {
		for (let n = 0; n < 80; n++) {
			await page.keyboard.press('Tab');
			const text = ((await page.locator(':focus').textContent()) ?? '').trim();
			if (typeof name === 'string' ? text === name : name.test(text)) return;
		}
		throw new Error(`no way to ${name} by keyboard`);
	};
	const press = async (name: string | RegExp, key = 'Enter'): Promise<void> => {
		await to(name);
		await page.keyboard.press(key);
	};
	await page.goto(demo().links.employee);
	await expect(page.getByRole('textbox')).toBeFocused();
	await page.keyboard.type('I am exhausted, two of us for twenty residents.');
	await expect(page.getByText(/It sounds as if/)).toBeVisible();
	await press('Continue');
	await expect(page.getByText('Touch an underlined')).toBeVisible();
	await press('Continue');
	await press('Keep in My weather too');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await expect(page.getByLabel('With my text')).toBeChecked();
	await press('Keep');
	await expect(page.getByText('Kept in My weather, with your text.')).toBeVisible();
	await press('See My weather');
	await expect(page.getByText('On this device and nowhere else.')).toBeVisible();
	await press(/Heavy/);
	await expect(page.locator('.own-words')).toBeVisible();
	await press('Delete this note');
	await press('Yes, delete it');
	await expect(page.getByText('The note is deleted.')).toBeVisible();
	await expect(page.locator('#told')).toBeFocused();
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
	await expect(page.getByRole('button', { name: 'Se déconnecter' })).toHaveCount(0);
	await context.close();
});

test('leaves no trace either when it is pressed before the page has come alive', async ({
	page,
	context,
}) => {
	await context.route(/wikipedia/, (route) => route.fulfill({ body: 'elsewhere' }));
	await page.goto(demo().links.employee);
	await keep(page, TEXT, true);
	await page.getByRole('button', { name: 'Écrire autre chose' }).click();
	await page.getByRole('textbox').fill(TEXT);
	await page.route('**/_app/immutable/**/*.js', (route) => route.abort());
	await page.goto(`${base()}/erase`);
	await page.getByRole('button', { name: 'Tout effacer et partir' }).click();
	await page.waitForURL(/wikipedia/);
	expect(await context.cookies(base())).toEqual([]);
	await page.goto(`${base()}/api/health`);
	expect(
		await page.evaluate(async () => (await indexedDB.databases()).length + sessionStorage.length),
	).toBe(0);
});

test('the way out of one’s account leads out', async ({ page, context }) => {
	await page.goto(demo().links.employee);
	await page.getByRole('button', { name: 'Se déconnecter' }).click();
	await page.waitForURL(/\/sign-in$/);
	expect((await context.cookies(base())).map(({ name }) => name)).toEqual(['murmure-lang']);
});

test('says so when the session could not be ended, and has erased the rest', async ({ page }) => {
	await page.goto(demo().links.employee);
	await keep(page, TEXT, true);
	await page.route('**/sign-out/everything', (route) => route.abort());
	await page.getByRole('link', { name: 'Effacer mes traces ici' }).click();
	// Before the page has come alive the form itself is posted, and the browser says that it could not be.
	await page.waitForURL(/\/erase$/);
	await page.waitForLoadState('networkidle');
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
		const check = (name: string) => shot(page, `${name}-${colorScheme}`);
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

test.describe('a copy on the server', () => {
	const PASSPHRASE = 'cigale enclume mardi verre';
	/** Past the longest wait: what was queued may leave. */
	const LATER = 80 * 3_600_000;
	const working = (page: Page) =>
		expect(page.getByText(/Calcul de la clé|Un instant/)).toHaveCount(0, { timeout: 40_000 });

	/** Another browser of the same person: each demonstration link makes another employee. */
	const elsewhere = async (browser: Browser, from: BrowserContext): Promise<Page> => {
		const context = await browser.newContext({ locale: 'fr-FR' });
		await context.addCookies(await from.cookies());
		const page = await context.newPage();
		await page.goto(`${base()}/journal`);
		return page;
	};

	test('leaves sealed and late, opens elsewhere by passphrase or printed code, and is taken off', async ({
		browser,
	}) => {
		test.setTimeout(180_000);
		const context = await browser.newContext({
			locale: 'fr-FR',
			viewport: { width: 360, height: 740 },
		});
		const page = await context.newPage();
		const sent: string[] = [];
		const writes = () => sent.filter((one) => one.includes('journal.write'));
		context.on('request', (request) =>
			sent.push(`${request.url()} ${request.postDataBuffer()?.toString('latin1') ?? ''}`),
		);
		await page.goto(demo().links.employee);
		await keep(page, TEXT, true);
		await page.goto(`${base()}/journal`);
		await page.getByRole('link', { name: 'En garder une copie chiffrée sur le serveur' }).click();
		await page.getByLabel('Phrase secrète').fill('trop courte');
		await page.getByRole('button', { name: 'Créer ma clé' }).click();
		await expect(page.getByText('Encore 3 caractères au moins.')).toBeVisible();
		await page.getByLabel('Phrase secrète').fill(PASSPHRASE);
		await page.getByLabel('La même, encore une fois').fill(PASSPHRASE);
		await shot(page, 'server-set-up');
		await page.getByRole('button', { name: 'Créer ma clé' }).click();
		await working(page);
		const code = (await page.locator('.code span').allTextContents()).join('-');
		expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
		await shot(page, 'server-code');
		await page.getByRole('button', { name: 'Je l’ai mis en lieu sûr' }).click();
		await expect(page.locator('body')).not.toContainText(code.slice(0, 4));
		// Written today: nothing leaves in this visit, nor in another before the wait is over.
		await page.goto(`${base()}/journal`);
		await expect(page.getByText('Une copie chiffrée est prête ici.')).toBeVisible();
		await shot(page, 'server-waits');
		expect(writes()).toEqual([]);

		await page.clock.setFixedTime(new Date(Date.now() + LATER));
		const written = page.waitForResponse((one) => one.url().includes('journal.write'));
		await page.reload();
		expect((await written).status()).toBe(200);
		await expect(page.getByText('chiffrées sur le serveur')).toBeVisible();
		expect(writes()).toHaveLength(1);
		for (const secret of [WORD, PASSPHRASE, code, code.replaceAll('-', '')])
			for (const form of disguises(secret))
				expect(
					sent.filter((one) => one.includes(form)),
					secret,
				).toEqual([]);

		for (const [way, typed] of [
			['phrase', PASSPHRASE],
			['code', code.toLowerCase().replaceAll('-', ' ')],
		] as const) {
			const other = await elsewhere(browser, context);
			await other.getByRole('link', { name: 'L’ouvrir ici' }).click();
			if (way === 'code') {
				await other.getByRole('button', { name: /J’ai perdu ma phrase/ }).click();
				await other.getByLabel('Code de secours').fill(typed);
			} else {
				await other.getByLabel('Phrase secrète').fill(`${typed}s`);
				await other.getByRole('button', { name: 'Ouvrir', exact: true }).click();
				await expect(other.getByRole('alert')).toContainText('Cela n’ouvre pas', {
					timeout: 40_000,
				});
				await shot(other, 'server-locked');
				await other.getByLabel('Phrase secrète').fill(typed);
			}
			await other.getByRole('button', { name: 'Ouvrir', exact: true }).click();
			await expect(other.getByText('Ce qui l’ouvre')).toBeVisible({ timeout: 40_000 });
			await other.goto(`${base()}/journal`);
			await expect(other.locator('summary', { hasText: WORD })).toBeVisible();
			await other.context().close();
		}

		await page.goto(`${base()}/journal/server`);
		await page.getByText('Retirer la copie du serveur').click();
		await shot(page, 'server-settings');
		await page.getByRole('button', { name: 'Retirer la copie', exact: true }).click();
		await page.getByRole('button', { name: 'Oui, la retirer' }).click();
		await expect(page.getByText('La copie est effacée du serveur.')).toBeVisible();
		const other = await elsewhere(browser, context);
		await expect(other.getByText('En garder une copie chiffrée')).toBeVisible();
		await other.context().close();
		await context.close();
	});

	test('opens by a passkey that derives a secret, and says so when one cannot', async ({
		browser,
	}) => {
		test.setTimeout(120_000);
		const context = await browser.newContext({ locale: 'fr-FR' });
		const page = await context.newPage();
		await page.goto(demo().links.employee);
		const device = await context.newCDPSession(page);
		await device.send('WebAuthn.enable');
		const add = (hasPrf: boolean) =>
			device.send('WebAuthn.addVirtualAuthenticator', {
				options: {
					protocol: 'ctap2',
					ctap2Version: 'ctap2_1',
					transport: 'internal',
					hasResidentKey: true,
					hasUserVerification: true,
					isUserVerified: true,
					automaticPresenceSimulation: true,
					hasPrf,
				},
			});
		const { authenticatorId } = await add(false);
		await page.goto(`${base()}/journal/server`);
		await page.getByRole('button', { name: /Utiliser une clé d’accès/ }).click();
		await expect(page.getByRole('alert')).toContainText('n’a pas pu servir');
		await device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
		await add(true);
		await page.getByRole('button', { name: /Utiliser une clé d’accès/ }).click();
		await expect(page.getByText('La copie sur le serveur est en place.')).toBeVisible();
		await page.getByRole('button', { name: 'Je l’ai mis en lieu sûr' }).click();
		await expect(page.getByText(/Ce qui l’ouvre/)).toContainText(
			'une clé d’accès et le code de secours',
		);

		// The same authenticator, a browser that has forgotten everything.
		await page.evaluate(() => indexedDB.deleteDatabase('murmure-journal'));
		await page.goto(`${base()}/journal/server`);
		await page.getByRole('button', { name: 'Ouvrir avec ma clé d’accès' }).click();
		await expect(page.getByText(/Ce qui l’ouvre/)).toBeVisible();
		await context.close();
	});
});

/** A picture to look at, once axe finds nothing in it and nothing scrolls sideways. */
async function shot(page: Page, name: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect.soft(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
	const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	expect.soft(over, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
	await page.screenshot({ path: `test-results/screens/journal-${name}.png`, fullPage: true });
}
