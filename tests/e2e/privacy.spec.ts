/** The text never leaves the page: every request and its body, and every store of the browser, is searched for each of its words. */
import { expect, test, type Request } from '@playwright/test';
import { demo } from './demo.ts';
import { disguises, everythingStored } from './traces.ts';

/** Words that appear nowhere else in Murmure, in a text that reads as a hard time. */
const WORDS = ['zanzibariote', 'quincaillerie', 'épuisettes', 'grommeleuse'];
const TEXT = `La ${WORDS[3]} de la ${WORDS[1]} ${WORDS[0]} m'épuise, je suis débordée par les ${WORDS[2]} et personne ne m'aide.`;

test('no word of the text is found in any request, nor in any store of the browser', async ({
	page,
	context,
}) => {
	// Up to twenty seconds to leave, and as many to take its place in a batch.
	test.setTimeout(150_000);
	const requests: string[] = [];
	const record = (request: Request) => {
		const body = request.postDataBuffer()?.toString('latin1') ?? '';
		requests.push(
			`${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${body} ${Buffer.from(body, 'latin1').toString('utf8')}`,
		);
	};
	context.on('request', record);

	await page.goto(demo().links.employee);
	await page.getByRole('textbox').fill(TEXT);
	await expect(page.getByText('On dirait que', { exact: false })).toBeVisible();
	await page.getByRole('button', { name: 'Continuer' }).click();
	await page.getByRole('button', { name: 'Continuer' }).click();
	const posted = page.waitForResponse((response) => response.url().includes('/api/voice'), {
		timeout: 75_000,
	});
	await page.getByRole('button', { name: 'Contribuer', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Merci.' })).toBeVisible();
	expect((await posted).status()).toBe(200);
	await expect(page.locator('[data-outcome=arrived]')).toBeVisible();

	expect(requests.length).toBeGreaterThan(5);
	expect(
		requests.some((request) => request.startsWith('POST') && request.includes('/api/voice')),
	).toBe(true);
	const stored = await everythingStored(page);
	for (const word of WORDS)
		for (const form of disguises(word)) {
			expect(requests.filter((request) => request.includes(form))).toEqual([]);
			expect(stored).not.toContain(form);
		}
	expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(WORDS[0]);
});

test('an unsent draft stays in session storage only, survives a reload, and goes with the decision', async ({
	page,
}) => {
	await page.goto(demo().links.employee);
	await page.getByRole('textbox').fill(TEXT);
	await expect(page.getByRole('button', { name: 'Continuer' })).toBeVisible();
	await expect
		.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage })))
		.toContain(WORDS[0]!);
	expect(await everythingStored(page)).not.toContain(WORDS[0]);
	await page.reload();
	await expect(page.getByRole('textbox')).toHaveValue(TEXT);
	await page.getByRole('button', { name: 'Continuer' }).click();
	await page.getByRole('button', { name: 'Continuer' }).click();
	await page.getByRole('button', { name: 'Garder pour moi' }).click();
	await expect(page.getByRole('heading', { name: 'C’est gardé pour vous.' })).toBeVisible();
	expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(WORDS[0]);
});

test('the envelope has one fixed size and carries neither cookie nor referrer', async ({
	page,
}) => {
	test.setTimeout(200_000);
	const sizes = new Set<number>();
	for (const text of ['Ça va.', TEXT]) {
		await page.goto(demo().links.employee);
		await page.getByRole('textbox').fill(text);
		await page.getByRole('button', { name: 'Continuer' }).click();
		await page.getByRole('button', { name: 'Continuer' }).click();
		const request = page.waitForRequest((one) => one.url().includes('/api/voice'), {
			timeout: 75_000,
		});
		await page.getByRole('button', { name: 'Contribuer', exact: true }).click();
		const posted = await request;
		sizes.add(posted.postDataBuffer()!.length);
		const headers = await posted.allHeaders();
		expect(headers.cookie).toBeUndefined();
		expect(headers.referer).toBeUndefined();
		const response = await posted.response();
		expect(await response!.headerValue('set-cookie')).toBeNull();
	}
	expect([...sizes]).toEqual([4096]);
});
