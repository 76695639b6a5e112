/** The whole way of an employee by keyboard alone, in both languages, on a phone-sized screen. */
import { expect, test, type Page } from '@playwright/test';
import { demo } from './demo.ts';

/** Tabs until the focused element has this accessible name; fails after going round. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
	for (let i = 0; i < 60; i++) {
		await page.keyboard.press('Tab');
		const focused = page.locator(':focus');
		const text = (
			(await focused.getAttribute('aria-label')) ??
			(await focused.textContent()) ??
			''
		).trim();
		if (typeof name === 'string' ? text === name : name.test(text)) return;
	}
	throw new Error(`no way to ${name} by keyboard`);
}

const WORDS = {
	'fr-FR': {
		text: 'Je suis épuisée, on est deux pour vingt résidents.',
		sentence: /On dirait que/,
		go: 'Continuer',
		notThat: 'Ce n’est pas ça',
		title: 'Voici tout ce qui partirait',
		change: /Modifier\s: Émotion/,
		keep: 'Garder pour moi',
		kept: 'C’est gardé pour vous.',
	},
	'en-GB': {
		text: 'I am exhausted, two of us for twenty residents.',
		sentence: /It sounds as if/,
		go: 'Continue',
		notThat: 'That is not it',
		title: 'This is all that would leave',
		change: /Change: Emotion/,
		keep: 'Keep it to myself',
		kept: 'It stays with you.',
	},
} as const;

for (const locale of ['fr-FR', 'en-GB'] as const)
	test(`a check-in goes from the field to the decision by keyboard (${locale})`, async ({
		browser,
	}) => {
		const context = await browser.newContext({ locale, viewport: { width: 360, height: 740 } });
		const page = await context.newPage();
		const words = WORDS[locale];
		await page.goto(demo().links.employee);
		await expect(page.getByRole('textbox')).toBeFocused();
		await page.keyboard.type(words.text);
		await expect(page.getByText(words.sentence)).toBeVisible();
		await tabTo(page, words.go);
		await page.keyboard.press('Enter');

		const cue = page.locator('[aria-expanded=false].cue').first();
		await expect(cue).toBeVisible();
		await tabTo(page, (await cue.textContent())!.trim());
		await page.keyboard.press('Enter');
		await expect(page.getByRole('button', { name: words.notThat }).first()).toBeVisible();
		await tabTo(page, words.notThat);
		await page.keyboard.press('Enter');
		await tabTo(page, words.go);
		await page.keyboard.press('Enter');

		await expect(page.getByRole('heading', { name: words.title })).toBeVisible();
		await tabTo(page, words.change);
		await page.keyboard.press('Enter');
		await expect(page.locator('#choices-emotion')).toBeVisible();
		await tabTo(page, words.keep);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { name: words.kept })).toBeVisible();
		await context.close();
	});

test('what is typed before the page comes alive is kept', async ({ page }) => {
	let release = (): void => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	await page.goto(demo().links.employee);
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.reload({ waitUntil: 'commit' });
	const field = page.getByRole('textbox');
	await field.pressSequentially('Je suis épuisée');
	release();
	await expect(page.getByText('On dirait que', { exact: false })).toBeVisible();
	await expect(field).toHaveValue('Je suis épuisée');
});

test('back goes back one step, and nothing is lost', async ({ page }) => {
	await page.goto(demo().links.employee);
	await page.getByRole('textbox').fill('On est débordés, heureusement l’équipe est soudée.');
	await page.getByRole('button', { name: 'Continuer' }).click();
	await page.getByRole('button', { name: 'Continuer' }).click();
	await expect(page.getByRole('heading', { name: 'Voici tout ce qui partirait' })).toBeVisible();
	await page.goBack();
	await page.goBack();
	await expect(page.getByRole('textbox')).toHaveValue(/débordés/);
});

test('danger puts help first, reports nothing, and leaves the person in control', async ({
	page,
}) => {
	await page.goto(demo().links.employee);
	await page.getByRole('textbox').fill('Je n’en peux plus, je pense au suicide.');
	await page.getByRole('button', { name: 'Continuer' }).click();
	await expect(page.getByRole('link', { name: '3114' })).toHaveAttribute('href', 'tel:3114');
	await expect(page.getByText('Personne n’a été prévenu.')).toBeVisible();
	await page.getByRole('button', { name: 'Ce n’est pas ce que je voulais dire' }).click();
	await expect(page.getByText('On dirait que')).toBeVisible();
});

test('three presses of Escape leave at once and erase the draft', async ({ page, context }) => {
	await context.route(/wikipedia/, (route) => route.fulfill({ body: 'elsewhere' }));
	await page.goto(demo().links.employee);
	await page.getByRole('textbox').fill('quelque chose de personnel');
	for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
	await page.waitForURL(/wikipedia/);
	await page.goto(demo().links.employee);
	await expect(page.getByRole('textbox')).toHaveValue('');
});
