/** What the committee's page of the lexicon is given. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue, CatalogueRow } from '#contracts/catalogue.ts';
import type { Lang } from '#contracts/ids.ts';
import { openLexicon } from '#server/lexicon-in-use.ts';
import { lexiconQuery, readLexicon, ROWS_A_PAGE } from '#server/services/read-lexicon.ts';
import { makeApp, type AppRig } from './app-rig.ts';

const row = (term: string, more: Partial<CatalogueRow> = {}): CatalogueRow => ({
	theme: 'idioms',
	line: 2,
	term,
	forms: '',
	says: [['joy', 0.8]],
	example: `Exemple : ${term}.`,
	reason: '',
	...more,
});
const CATALOGUES: Record<Lang, Catalogue> = {
	fr: {
		lang: 'fr',
		texts: 0,
		measured: null,
		rows: [
			row('être épuisé', { theme: 'emotions-negative', says: [['fatigue', 0.9]] }),
			row('j’ai la pêche'),
			row('crevé', { says: [['fatigue', 0.8]], own: true }),
			...Array.from({ length: 120 }, (_, i) => row(`mot${i}`, { theme: 'neutral' })),
		],
	},
	en: { lang: 'en', texts: 0, measured: null, rows: [row('over the moon')] },
};
const lexicon = { catalogue: (lang: Lang) => Promise.resolve(CATALOGUES[lang]) };
const ask = async (query: object) => {
	const result = await readLexicon(lexicon as never, lexiconQuery.parse(query));
	if (!result.ok) throw new Error(result.code);
	return result.value;
};
const terms = (view: { rows: CatalogueRow[] }) => view.rows.map(({ term }) => term);

describe('the lexicon as it is asked for', () => {
	it('finds words whatever their accents, case and apostrophes, in any order', async () => {
		expect(terms(await ask({ q: 'EPUISE' }))).toEqual(['être épuisé']);
		expect(terms(await ask({ q: "peche j'ai" }))).toEqual(['j’ai la pêche']);
	});

	it('finds rows by what they say', async () => {
		const found = await ask({ q: 'fatigue', labels: ['fatigue'] });
		expect(terms(found)).toEqual(['être épuisé', 'crevé']);
	});

	it('is filtered by language and theme, and says how many each theme holds', async () => {
		expect((await ask({ lang: 'en' })).total).toBe(1);
		const view = await ask({ lang: 'fr', theme: 'neutral', q: 'mot1' });
		expect(view.total).toBe(31);
		expect(view.all).toBe(123);
		expect(view.own).toBe(1);
		expect(view.themes).toEqual([
			{ theme: 'emotions-negative', rows: 0 },
			{ theme: 'idioms', rows: 0 },
			{ theme: 'neutral', rows: 31 },
		]);
	});

	it('comes in pages, and a page past the last is the last', async () => {
		expect((await ask({ lang: 'fr' })).rows).toHaveLength(ROWS_A_PAGE);
		const last = await ask({ lang: 'fr', page: 99 });
		expect([last.page, last.pages, last.rows.length]).toEqual([3, 3, 23]);
	});
});

describe('the built catalogues', () => {
	let rig: AppRig;
	beforeAll(async () => {
		rig = await makeApp();
	});

	it.each(['fr', 'en'] as const)('hold every theme of %s, with figures', async (lang) => {
		const view = await (await rig.as('hugo')).committee.lexicon({ lang });
		expect(view.themes.length).toBeGreaterThan(18);
		expect(view.measured[0]!.holdOut!.texts).toBeGreaterThanOrEqual(400);
		expect(view.all).toBeGreaterThan(5000);
		const rows = await (await rig.as('hugo')).committee.lexiconRows({ lang });
		expect(rows).toHaveLength(view.all);
		expect(rows.filter(({ agreed }) => agreed !== undefined).length).toBeGreaterThan(1300);
		expect(rows.every(({ fired = 0, agreed = 0 }) => agreed <= fired)).toBe(true);
	});

	it('are said to be unavailable where a copy was built without them', async () => {
		const none = await readLexicon(openLexicon(null, '/nowhere'), lexiconQuery.parse({}));
		expect(none).toMatchObject({ ok: false, code: 'UNAVAILABLE' });
	});
});
