/** Every page, both languages, both themes, phone and desk: axe finds nothing, nothing overflows, nothing shouts in the console. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { demo } from './demo.ts';

const FACES = {
	nobody: [
		...['/', '/sign-in', '/confidentiality', '/confidentiality/easy', '/no-such-page'],
		...['/journal', '/erase'],
	],
	employee: ['/', '/confidentiality', '/journal', '/journal/server'],
	committee: ['/committee', '/committee/decisions', '/committee/lexicon'],
	admin: ['/admin', '/admin/people', '/admin/roles'],
} as const;

for (const locale of ['fr-FR', 'en-GB'] as const)
	for (const colorScheme of ['light', 'dark'] as const)
		for (const [width, height] of [
			[360, 740],
			[1280, 800],
		] as const)
			test(`every page is accessible: ${locale}, ${colorScheme}, ${width} px`, async ({
				browser,
			}) => {
				test.setTimeout(180_000);
				for (const [face, paths] of Object.entries(FACES)) {
					const context = await browser.newContext({
						locale,
						colorScheme,
						viewport: { width, height },
					});
					const page = await context.newPage();
					const problems: string[] = [];
					page.on('pageerror', (error) => problems.push(error.message));
					page.on('console', (message) => {
						if (message.type() === 'error' && !message.text().includes('404'))
							problems.push(message.text());
					});
					const { links } = demo();
					if (face !== 'nobody') await page.goto(links[face as 'employee' | 'committee' | 'admin']);
					for (const path of paths) {
						await page.goto(links.url.replace(/\/$/, '') + path);
						await page.waitForLoadState('networkidle');
						const { violations } = await new AxeBuilder({ page })
							.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
							.analyze();
						expect
							.soft(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html}`))
							.toEqual([]);
						const overflow = await page.evaluate(
							() => document.documentElement.scrollWidth - window.innerWidth,
						);
						expect.soft(overflow, `${face} ${path} scrolls sideways`).toBeLessThanOrEqual(0);
						expect.soft(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
						await page.screenshot({
							path: `test-results/screens/${face}-${path.slice(1).replaceAll('/', '-') || 'home'}-${locale.slice(0, 2)}-${colorScheme}-${width}.png`,
							fullPage: true,
						});
					}
					expect.soft(problems, `${face}`).toEqual([]);
					await context.close();
				}
			});
