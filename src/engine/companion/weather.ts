/** A word for a day and for a month, as one speaks of weather: from what weighs and what carries, never a grade nor an average. */
import type { Safety } from '#contracts/ids.ts';
import type { Voice } from '#contracts/voice.ts';

/** Ids of the words; the screen has them in both languages. */
export const SKIES = [
	'heavy',
	'heavy-bright',
	'grey',
	'misty',
	'changing',
	'still',
	'clear',
	'clear-cloud',
] as const;
export type Sky = (typeof SKIES)[number];

/** Words of a month: of which kind most of its days were. */
export const MONTH_SKIES = ['heavy', 'misty', 'clear', 'changing'] as const;
export type MonthSky = (typeof MONTH_SKIES)[number];

/** The word of one entry. */
export function skyOf({ valence, factors }: Pick<Voice, 'valence' | 'factors'>): Sky {
	const weighs = factors.some((factor) => factor.endsWith('-'));
	const carries = factors.some((factor) => factor.endsWith('+'));
	if (valence < 0) return carries ? 'heavy-bright' : weighs ? 'heavy' : 'grey';
	if (valence > 0) return weighs ? 'clear-cloud' : 'clear';
	if (weighs && carries) return 'changing';
	return weighs ? 'misty' : carries ? 'clear' : 'still';
}

const KIND: Record<Sky, MonthSky> = {
	heavy: 'heavy',
	'heavy-bright': 'heavy',
	grey: 'heavy',
	misty: 'misty',
	changing: 'changing',
	still: 'misty',
	clear: 'clear',
	'clear-cloud': 'clear',
};

/** The word of a month: that of more than half of its entries, else "changing"; null under two entries, whose own words say it better. */
export function skyOfMonth(
	readings: readonly Pick<Voice, 'valence' | 'factors'>[],
): MonthSky | null {
	if (readings.length < 2) return null;
	const kinds = readings.map((reading) => KIND[skyOf(reading)]);
	return (
		MONTH_SKIES.find((kind) => kinds.filter((one) => one === kind).length * 2 > kinds.length) ??
		'changing'
	);
}

/** What may be kept of a reading: beside violence nothing is said of "relations", which is no quarrel between two (issue 6). */
export function readingToKeep(voice: Voice, safety: Safety | null): Voice {
	if (safety !== 'violence') return { ...voice, factors: [...voice.factors] };
	return {
		...voice,
		difficulty: voice.difficulty === 'conflict' ? 'none' : voice.difficulty,
		factors: voice.factors.filter((factor) => factor !== 'relations-'),
	};
}
