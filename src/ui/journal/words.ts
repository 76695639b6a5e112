/** Words for days, months and what comes back: situations, said with care, never a grade. */
import type { Emotion } from '#contracts/ids.ts';
import type { Returning } from '#engine/companion/returns.ts';
import type { MonthSky, Sky } from '#engine/companion/weather.ts';
import { m } from '#messages/messages.js';
import { factorName } from '../labels.ts';

const SKIES: Record<Sky, () => string> = {
	heavy: m.sky_heavy,
	'heavy-bright': m.sky_heavy_bright,
	grey: m.sky_grey,
	misty: m.sky_misty,
	changing: m.sky_changing,
	still: m.sky_still,
	clear: m.sky_clear,
	'clear-cloud': m.sky_clear_cloud,
};
const MONTHS: Record<MonthSky, () => string> = {
	heavy: m.month_heavy,
	misty: m.month_misty,
	clear: m.month_clear,
	changing: m.month_changing,
};
const FEELINGS: Record<Emotion, () => string> = {
	joy: m.with_joy,
	enthusiasm: m.with_enthusiasm,
	serenity: m.with_serenity,
	pride: m.with_pride,
	gratitude: m.with_gratitude,
	surprise: m.with_surprise,
	confusion: m.with_confusion,
	fatigue: m.with_fatigue,
	stress: m.with_stress,
	fear: m.with_fear,
	sadness: m.with_sadness,
	loneliness: m.with_loneliness,
	shame: m.with_shame,
	anger: m.with_anger,
	disgust: m.with_disgust,
	disengagement: m.with_disengagement,
};

export const skyWord = (sky: Sky): string => SKIES[sky]();
export const monthWord = (sky: MonthSky): string => MONTHS[sky]();

/** "Ce qui pèse revient souvent ainsi : la charge et le temps, avec de la fatigue." */
export function returningSentence({ factor, kind, emotion }: Returning): string {
	const weighs = factor.endsWith('-');
	const what = factorName(factor);
	if (kind === 'eased')
		return weighs ? m.journal_eased_weighs({ what }) : m.journal_eased_carries({ what });
	if (!emotion)
		return weighs ? m.journal_returns_weighs({ what }) : m.journal_returns_carries({ what });
	const feeling = FEELINGS[emotion]();
	return weighs
		? m.journal_returns_weighs_with({ what, feeling })
		: m.journal_returns_carries_with({ what, feeling });
}
