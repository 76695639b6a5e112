import { describe, expect, it } from 'vitest';
import { LANGS } from '#contracts/ids.ts';
import { COLLUDERS } from '#contracts/colluders.ts';
import type { PrivacyFacts } from './facts.ts';
import { pageOf, toHtml } from './markdown-to-html.ts';
import { writePack } from './pack.ts';
import { typesetFrench } from './typeset.ts';

const facts: PrivacyFacts = {
	organisation: 'Ateliers <b>Rive</b> | Sud',
	demo: false,
	writtenOn: '2026-11-24',
	version: '0.1.0',
	origin: 'https://murmure.example.org',
	k: 7,
	minEligible: 8,
	epsilon: 1.2,
	periodKind: 'fortnight',
	plan: { valence: 99, emotion: 1, difficulty: 3 },
	seasonPeriods: 4,
	people: 321,
	units: 19,
	pools: { count: 11, smallest: 9 },
	season: { first: '2026-W45/W46', last: '2026-W51/W52' },
	mailHost: 'smtp.example.org',
	database: { kind: 'server', place: 'db.example.org' },
	keyDir: '/srv/keys',
	keysInData: false,
	sessionDays: 30,
	linkMinutes: 15,
	roles: { hr: 2, staff: 3, other: 1, administrators: 2 },
	legal: null,
	head: `41:${'a'.repeat(64)}`,
};
const all = (lang: 'fr' | 'en', more: Partial<PrivacyFacts> = {}): string =>
	writePack({ ...facts, ...more }, lang)
		.map(({ markdown }) => markdown)
		.join('\n');

describe.each(LANGS)('the pack in %s', (lang) => {
	it('is six documents with a title each', () => {
		const documents = writePack(facts, lang);
		expect(documents).toHaveLength(6);
		for (const { title, file } of documents) {
			expect(title.length).toBeGreaterThan(5);
			expect(file).toMatch(/^[1-6]-[a-z-]+$/);
		}
	});

	it('says what is configured, and follows it when it changes', () => {
		const text = all(lang);
		for (const fact of [
			'321',
			'k = 7',
			'smtp.example.org',
			'db.example.org',
			'/srv/keys',
			facts.head!,
			'https://murmure.example.org',
		])
			expect(text).toContain(fact);
		expect(all(lang, { k: 12 })).toContain('k = 12');
		expect(all(lang, { mailHost: null })).toContain('console');
		expect(all(lang, { keysInData: true })).toContain('`MURMURE_KEY_DIR`');
		expect(text).not.toContain('`MURMURE_KEY_DIR`');
		const lower = all(lang, { plan: { ...facts.plan, emotion: 4 } });
		expect(lower).toMatch(/à justifier|to be justified/);
		expect(text).not.toMatch(/à justifier|to be justified/);
		expect(text).not.toMatch(/undefined|null|NaN|\[object/);
	});

	it('quotes the simulated figures of colluders', () => {
		const [one, four] = COLLUDERS[0]!.right;
		for (const figure of [one, four]) expect(all(lang)).toMatch(new RegExp(`\\b${figure}\\b`));
	});

	it('leaves what only people can know to be completed, and says what it is not', () => {
		expect(
			all(lang).match(lang === 'fr' ? /\[à compléter\]/g : /\[to be completed\]/g)!.length,
		).toBeGreaterThan(20);
		expect(all(lang)).toMatch(lang === 'fr' ? /ni un dispositif médical/ : /not a medical device/);
	});

	it('lets no name become markup, and marks a demonstration', () => {
		expect(all(lang)).not.toContain('<b>');
		expect(all(lang, { demo: true })).toMatch(/inventés|invented/);
	});

	it('is whole as HTML: every heading, row and item, and one language', () => {
		for (const { title, markdown } of writePack(facts, lang)) {
			const html = pageOf(title, markdown, lang);
			expect(html).toContain(`<html lang="${lang}">`);
			const count = (pattern: RegExp, text: string) => text.match(pattern)?.length ?? 0;
			expect(count(/<h2>/g, html)).toBe(count(/^## /gm, markdown));
			expect(count(/<tr>/g, html)).toBe(count(/^\|/gm, markdown) - count(/^\| ---/gm, markdown));
			expect(count(/<li>/g, html)).toBe(count(/^(- |\d+\. )/gm, markdown));
			expect(html).not.toMatch(/\*\*|^\|/m);
		}
	});
});

describe('the documents', () => {
	it('are typeset as French, code and addresses left alone', () => {
		expect(typesetFrench("L'avis : « oui » à 5 % ; `a : b` https://x.fr/a?b")).toBe(
			'L’avis\u202f: «\u202foui\u202f» à 5\u202f%\u202f; `a : b` https://x.fr/a?b',
		);
		const plain = all('fr').replace(/`[^`]*`/g, '');
		expect(plain).not.toMatch(/ [;?!:»]|« |\p{L}'\p{L}/u);
	});

	it('become HTML without letting text through as markup', () => {
		expect(toHtml('A <i> & "b" **c** `d<e` [f]')).toBe(
			'<p>A &lt;i&gt; &amp; &quot;b&quot; <strong>c</strong> <code>d&lt;e</code> <mark>[f]</mark></p>',
		);
	});
});
