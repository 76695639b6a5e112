/** What a view of the lexicon is made of, as its address holds it. */
import type { Lang } from '#contracts/ids.ts';
import { labelsNamed } from '#ui/lexicon/labels.ts';

export type LexiconAddress = { q: string; lang: Lang | 'all'; theme: string; page: number };

/** Whatever the address says, it is a view: what cannot be meant is left out. `own`: the reader's language, the standard one. */
export function readAddress(params: URLSearchParams, own: Lang): LexiconAddress {
	const lang = params.get('lang') ?? '';
	const page = Number(params.get('page') ?? 1);
	return {
		q: (params.get('q') ?? '').trim().slice(0, 100),
		lang: lang === 'fr' || lang === 'en' || lang === 'all' ? lang : own,
		theme: (params.get('theme') ?? '').slice(0, 60),
		page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
	};
}

/** The filter that the service takes; the words looked for may name what rows say, in the reader's language. */
export const filterOf = ({ q, lang, theme }: LexiconAddress) => ({
	q,
	lang,
	theme,
	labels: labelsNamed(q),
});

export function writeAddress(path: string, { q, lang, theme, page }: LexiconAddress): string {
	const params = new URLSearchParams();
	if (q) params.set('q', q);
	params.set('lang', lang);
	if (theme) params.set('theme', theme);
	if (page > 1) params.set('page', String(page));
	return `${path}?${params.toString()}`;
}
