/** What the committee reads of the lexicon: rows that match, page by page, and how well texts are read. */
import { z } from 'zod';
import type { Catalogue, CatalogueRow, Measured } from '#contracts/catalogue.ts';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { LANGS, type Lang } from '#contracts/ids.ts';
import { foldOf } from '#engine/letters.ts';
import type { LexiconInUse } from '../lexicon-in-use.ts';

export const ROWS_A_PAGE = 50;

export const lexiconFilter = z.strictObject({
	/** Words that a row must hold, in any order; case and accents do not count. */
	q: z.string().trim().max(100).default(''),
	/** Labels whose names, in the reader's language, hold the words of `q`: such rows match too. */
	labels: z.array(z.string().max(40)).max(100).default([]),
	lang: z.enum([...LANGS, 'all']).default('all'),
	/** A source file without `.tsv`; empty: all. */
	theme: z.string().max(60).default(''),
});
export const lexiconQuery = lexiconFilter.extend({
	page: z.number().int().min(1).max(100_000).default(1),
});
export type LexiconFilter = z.output<typeof lexiconFilter>;

export type LexiconRow = CatalogueRow & { lang: Lang };
export type LexiconView = {
	rows: LexiconRow[];
	/** Rows that match, on all pages. */
	total: number;
	/** Rows of the languages asked for. */
	all: number;
	/** Of these, the organisation's own. */
	own: number;
	page: number;
	pages: number;
	/** Themes of the languages asked for, with how many of their rows match. */
	themes: { theme: string; rows: number }[];
	/** By language asked for. */
	measured: { lang: Lang; labelled: number; holdOut: Measured | null }[];
};

/** A page past the last is the last. @returns UNAVAILABLE if this copy was built without its catalogue. */
export async function readLexicon(
	lexicon: LexiconInUse,
	query: z.output<typeof lexiconQuery>,
): Promise<Result<LexiconView>> {
	const catalogues = await open(lexicon, query.lang);
	if (!catalogues) return fail('UNAVAILABLE');
	const found = search(catalogues, query);
	const ofTheme = found.filter(({ theme }) => !query.theme || theme === query.theme);
	const pages = Math.max(1, Math.ceil(ofTheme.length / ROWS_A_PAGE));
	const page = Math.min(query.page, pages);
	return ok({
		rows: ofTheme.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE),
		total: ofTheme.length,
		all: catalogues.reduce((sum, { rows }) => sum + rows.length, 0),
		own: catalogues.reduce((sum, { rows }) => sum + rows.filter(({ own }) => own).length, 0),
		page,
		pages,
		themes: countThemes(catalogues, found),
		measured: catalogues.map(({ lang, texts, measured }) => ({
			lang,
			labelled: texts,
			holdOut: measured,
		})),
	});
}

/** All rows that match, for a file. @returns UNAVAILABLE as `readLexicon` does. */
export async function readLexiconRows(
	lexicon: LexiconInUse,
	filter: LexiconFilter,
): Promise<Result<LexiconRow[]>> {
	const catalogues = await open(lexicon, filter.lang);
	if (!catalogues) return fail('UNAVAILABLE');
	return ok(
		search(catalogues, filter).filter(({ theme }) => !filter.theme || theme === filter.theme),
	);
}

async function open(
	lexicon: LexiconInUse,
	lang: LexiconFilter['lang'],
): Promise<Catalogue[] | null> {
	const asked = LANGS.filter((one) => lang === 'all' || lang === one);
	const catalogues = await Promise.all(asked.map((one) => lexicon.catalogue(one)));
	return catalogues.every((one) => one !== null) ? catalogues : null;
}

function search(catalogues: readonly Catalogue[], { q, labels }: LexiconFilter): LexiconRow[] {
	const words = foldText(q).split(/\s+/).filter(Boolean);
	const wanted = new Set(labels);
	return catalogues.flatMap((catalogue) => {
		const texts = searched(catalogue);
		return catalogue.rows.flatMap((row, at) =>
			words.every((word) => texts[at]!.includes(word)) ||
			(!row.sign && row.says.some(([label]) => wanted.has(label.replace(/^!/, ''))))
				? [{ ...row, lang: catalogue.lang }]
				: [],
		);
	});
}

function countThemes(
	catalogues: readonly Catalogue[],
	found: readonly LexiconRow[],
): LexiconView['themes'] {
	const counts = new Map<string, number>();
	for (const { rows } of catalogues) for (const { theme } of rows) counts.set(theme, 0);
	for (const { theme } of found) counts.set(theme, counts.get(theme)! + 1);
	return [...counts].map(([theme, rows]) => ({ theme, rows }));
}

const folded = new WeakMap<Catalogue, string[]>();

/** By row, all that may be searched in it. */
function searched(catalogue: Catalogue): string[] {
	let texts = folded.get(catalogue);
	if (!texts) {
		texts = catalogue.rows.map(({ term, forms, example, reason }) =>
			foldText(`${term} ${forms} ${example} ${reason}`),
		);
		folded.set(catalogue, texts);
	}
	return texts;
}

/** Without case and accents, curly apostrophes straight. */
export const foldText = (text: string): string =>
	foldOf(text.normalize('NFC')).replaceAll('’', "'");
