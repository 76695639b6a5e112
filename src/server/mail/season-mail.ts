/** What changes with a new season, in words: the same lines on the committee's page and in the mail that both sides get at once. */
import * as m from '#messages/messages.js';
import type { Lang } from '#contracts/ids.ts';
import type { Difference } from '#contracts/difference.ts';
import { escapeHtml } from './escape-html.ts';
import type { Mail } from './mailer.ts';

/** One sentence a change; one that says so where nothing changed. @param inScope units that the reader may know of. */
export function differenceLines(
	difference: Difference,
	lang: Lang,
	inScope: (unitId: string) => boolean = () => true,
): string[] {
	const locale = { locale: lang };
	const { k, minEligible, epsilon, period, plan, units, pools } = difference;
	const names = (some: readonly { unit: string; name: string }[]): string =>
		some
			.filter(({ unit }) => inScope(unit))
			.map(({ name }) => name)
			.join(', ');
	const listed: [string, (inputs: { units: string }, options: typeof locale) => string][] = [
		[names(units.added), m.season_units_added],
		[names(units.removed), m.season_units_removed],
		[names(units.moved), m.season_units_moved],
		[names(pools.added), m.season_pools_added],
		[names(pools.removed), m.season_pools_removed],
		[names(pools.grown), m.season_pools_grown],
		[names(pools.shrunk), m.season_pools_shrunk],
	];
	const lines = [
		...(k ? [m.season_k(k, locale)] : []),
		...(minEligible ? [m.season_least(minEligible, locale)] : []),
		...(epsilon ? [m.season_noise(epsilon, locale)] : []),
		...(period
			? [m.season_period({ from: kind(period.from, lang), to: kind(period.to, lang) }, locale)]
			: []),
		...plan.map(({ measure, from, to }) =>
			m.season_plan(
				{ measure: measureName(measure, lang), from: level(from, lang), to: level(to, lang) },
				locale,
			),
		),
		...units.renamed
			.filter(({ unit }) => inScope(unit))
			.map(({ from, to }) => m.season_unit_renamed({ from, to }, locale)),
		...listed.flatMap(([some, say]) => (some ? [say({ units: some }, locale)] : [])),
	];
	return lines.length > 0 ? lines : [m.season_nothing({}, locale)];
}

/** @param link the page where both sides read the same. */
export function seasonMail(
	difference: Difference,
	{ to, lang, organisation, link }: { to: string; lang: Lang; organisation: string; link: string },
): Mail {
	const locale = { locale: lang };
	// A line end in a subject would begin another header.
	const named = organisation.replace(/\p{Cc}+/gu, ' ');
	const { season } = difference;
	const subject = m.mail_season_subject({ organisation: named, season }, locale);
	const lines = [
		m.mail_season_lead({ season }, locale),
		...differenceLines(difference, lang).map((line) => `– ${line}`),
		m.mail_season_both({}, locale),
		link,
	];
	const shown = lines
		.map((line) => `<p style="margin:0 0 16px">${escapeHtml(line)}</p>`)
		.join('\n');
	return {
		to,
		link,
		subject,
		text: `${lines.join('\n\n')}\n`,
		html: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 20px;background:#faf6ee;color:#1f1d1a;font:17px/1.55 Verdana,sans-serif;overflow-wrap:anywhere">
${shown}
</body></html>
`,
	};
}

const KINDS: Record<string, (inputs: object, options: { locale: Lang }) => string> = {
	week: m.season_kind_week,
	fortnight: m.season_kind_fortnight,
	month: m.season_kind_month,
};
const kind = (name: string, lang: Lang): string => KINDS[name]?.({}, { locale: lang }) ?? name;

const NAMES = {
	valence: m.trust_measure_valence,
	emotion: m.trust_measure_emotion,
	difficulty: m.trust_measure_difficulty,
	factor: m.trust_measure_factor,
} as const;
const measureName = (measure: keyof typeof NAMES, lang: Lang): string =>
	NAMES[measure]({}, { locale: lang });

function level(depth: number | null, lang: Lang): string {
	const locale = { locale: lang };
	if (depth === null) return m.trust_level_none({}, locale);
	if (depth === 0) return m.trust_level_root({}, locale);
	if (depth === 1) return m.trust_level_site({}, locale);
	return depth >= 99 ? m.trust_level_team({}, locale) : m.trust_level_depth({ depth }, locale);
}
