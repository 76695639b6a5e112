/** The attacker, or a careless export of the staff list, has names of units and people that are scripts, markup or mail headers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'svelte/compiler';
import { expect, it } from 'vitest';
import svelteConfig from '../../svelte.config.js';
import { signInMail } from '#server/mail/sign-in-mail.ts';
import { makeApp } from '../integration/app-rig.ts';

const SCRIPT = '<script>alert(1)</script>';
const IMAGE = '"><img src=x onerror=alert(1)>';

const sources = (folder: string, end: RegExp): string[] =>
	readdirSync(folder, { recursive: true })
		.map((name) => join(folder, String(name)))
		.filter((path) => end.test(path));

it('stays text: no page writes markup that it did not make, and the policy runs no inline script', () => {
	const pages = sources('src', /\.svelte$/);
	expect(pages.length).toBeGreaterThan(30);
	for (const path of pages) {
		const source = readFileSync(path, 'utf8');
		expect(source, path).not.toMatch(/\{@html/);
		expect(source, path).not.toMatch(
			/\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/,
		);
	}
	for (const path of sources('src', /\.ts$/).filter((path) => !/\/(compiled|lexicon)\//.test(path)))
		expect(readFileSync(path, 'utf8'), path).not.toMatch(
			/\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|new Function)\b/,
		);
	const policy = svelteConfig.kit?.csp?.directives ?? {};
	const scripts = [...(policy['script-src'] ?? policy['default-src'] ?? [])];
	expect(scripts).toContain('self');
	for (const weak of ['unsafe-inline', 'unsafe-eval', 'data:', '*'])
		expect(scripts).not.toContain(weak);
	// What the compiler makes of a name in a page is escaped.
	const { js } = compile('<p title={name}>{name}</p><script>let { name } = $props();</script>', {
		generate: 'server',
	});
	expect(js.code).toMatch(/escape\(name\)/);
});

it('travels through an import unharmed and harmless, and never into a mail’s header', async () => {
	const rig = await makeApp();
	const ada = await rig.as('ada');
	const units = [
		'unit_id,parent_id,name',
		`organisation,,"${SCRIPT}"`,
		`a,organisation,"${IMAGE.replace('"', '""')}"`,
		'a1,a,A1',
		'b,organisation,B',
	].join('\n');
	const done = await ada.admin.importUnits({ content: units, dryRun: false });
	expect(done).toMatchObject({ applied: true });
	const { units: kept } = await ada.admin.overview();
	expect(kept.map(({ name }) => name)).toEqual([SCRIPT, IMAGE, 'A1', 'B']);
	const wrong = 'unit_id,parent_id,name\n"<b>",,x\n';
	const refused = await ada.admin.importUnits({ content: wrong, dryRun: false });
	expect(refused).toMatchObject({ applied: false });
	// No door takes such a name any more (control-characters); the mail would not carry it either.
	const broken = { organisation: 'Essai\r\nBcc: evil@example.org', lang: 'fr' as const };
	const at = { to: 'emile@example.org', link: 'https://example.org/', minutes: 10 };
	rig.outbox.push(signInMail({ ...broken, ...at }));
	rig.app.signIn.request('emile@example.org');
	await rig.app.signIn.settled();
	expect(rig.outbox).toHaveLength(2);
	for (const mail of rig.outbox) {
		expect(mail.subject).not.toMatch(/[\r\n]/);
		expect(mail.to).toBe('emile@example.org');
	}
});
