/** In which language a page answers: the person's own choice on this device, else the browser's, else what is known of them. */
import { LANGS, type Lang } from '#contracts/ids.ts';

export const LANG_COOKIE = 'murmure-lang';

/** Cookie, then Accept-Language if it names French or English, then the person's, then the organisation's. */
export function chooseLang(known: {
	cookie: string | undefined;
	acceptLanguage: string | null;
	person: Lang | null | undefined;
	organisation: Lang | null | undefined;
}): Lang {
	return (
		LANGS.find((lang) => lang === known.cookie) ??
		fromHeader(known.acceptLanguage) ??
		known.person ??
		known.organisation ??
		'fr'
	);
}

function fromHeader(header: string | null): Lang | undefined {
	return (header ?? '')
		.split(',')
		.map((part, place) => {
			const [tag = '', ...parameters] = part.trim().split(';');
			const q = parameters.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find(Boolean);
			return { lang: tag.toLowerCase().split('-')[0], q: q === undefined ? 1 : Number(q), place };
		})
		.filter(({ q }) => q > 0)
		.sort((a, b) => b.q - a.q || a.place - b.place)
		.map(({ lang }) => LANGS.find((known) => known === lang))
		.find((lang) => lang !== undefined);
}
