/** What people at Rivage live through over eighteen months: an ordinary mix, three planted stories, and how much of each is felt when. */
import type { Emotion, Factor } from '#contracts/ids.ts';
import { FACTORS } from '#contracts/ids.ts';
import type { Chance } from './chance.ts';
import { UNITS, unitsUnder } from './organisation.ts';

/** What a check-in is about: a factor, or nothing in particular, well, so-so or badly. */
export type Theme = Factor | 'good' | 'plain' | 'bad';
export const THEMES: readonly Theme[] = [...FACTORS, 'good', 'plain', 'bad'];

/** Share of each theme in an ordinary month, in hundredths. */
const ORDINARY: Record<Theme, number> = {
	'intensity-': 12,
	'intensity+': 6,
	'emotional-': 6,
	'emotional+': 4,
	'autonomy-': 4,
	'autonomy+': 8,
	'relations-': 6,
	'relations+': 14,
	'values-': 5,
	'values+': 8,
	'insecurity-': 3,
	'insecurity+': 4,
	good: 7,
	plain: 9,
	bad: 4,
};

type Story = {
	units: ReadonlySet<string>;
	/** How strongly it is felt in a month (1 to 18), 0 to 1. */
	felt(month: number): number;
	/** Factor by which a theme grows where the story is fully felt. */
	weights: Partial<Record<Theme, number>>;
	/** For all themes that speak well, or badly, on top. */
	well?: number;
	badly?: number;
	/** Feelings that its check-ins tend to show. */
	emotions: readonly Emotion[];
};

const rise = (month: number, from: number, months: number): number =>
	Math.min(1, Math.max(0, (month - from + 1) / months));

export const STORIES: readonly Story[] = [
	{
		// A reorganisation, announced badly in month 8; it is still there at the end, a little less raw.
		units: unitsUnder('support'),
		felt: (month) => rise(month, 8, 2) * (1 - 0.35 * rise(month, 15, 4)),
		weights: { 'insecurity-': 40, 'autonomy-': 20, bad: 1.5 },
		well: 0.4,
		emotions: ['fear', 'confusion', 'anger', 'stress'],
	},
	{
		// A ward that loses posts from month 11 and does not get them back.
		units: unitsUnder('medecine'),
		felt: (month) => rise(month, 11, 3),
		weights: { 'intensity-': 9, 'values-': 9, 'emotional-': 1.5, bad: 2 },
		well: 0.3,
		emotions: ['fatigue', 'stress'],
	},
	{
		// A team at odds until month 9 …
		units: unitsUnder('phare'),
		felt: (month) => 1 - rise(month, 9, 4),
		weights: { 'relations-': 12, 'intensity-': 5 },
		well: 0.4,
		emotions: ['anger', 'stress', 'loneliness', 'disengagement'],
	},
	{
		// … and then its recovery, with a new manager who listens.
		units: unitsUnder('phare'),
		felt: (month) => rise(month, 9, 4),
		weights: { 'relations+': 6, 'autonomy+': 6, 'values+': 2, 'relations-': 0.2 },
		badly: 0.4,
		emotions: ['gratitude', 'serenity', 'pride', 'joy'],
	},
];

export type Mood = { weights: number[]; emotions: readonly Emotion[] };

/** Weights of THEMES for a person of `unitId` in a month, before their own level. */
export function moodOf(unitId: string, month: number, habits: ReadonlyMap<string, number[]>): Mood {
	const weights = THEMES.map((theme, i) => ORDINARY[theme] * (habits.get(unitId)?.[i] ?? 1));
	const emotions: Emotion[] = [];
	for (const story of STORIES) {
		const felt = story.units.has(unitId) ? story.felt(month) : 0;
		if (felt === 0) continue;
		for (const [i, theme] of THEMES.entries()) {
			const sign = signOf(theme);
			const all = sign > 0 ? (story.well ?? 1) : sign < 0 ? (story.badly ?? 1) : 1;
			weights[i]! *= ((story.weights[theme] ?? 1) * all) ** felt;
		}
		if (felt > 0.4) emotions.push(...story.emotions);
	}
	return { weights, emotions };
}

/** A person of level 1 speaks well e times as often, and badly e times less, as one of level 0. */
export const withLevel = ({ weights }: Mood, level: number): number[] =>
	weights.map((weight, i) => weight * Math.exp(level * signOf(THEMES[i]!)));

/** What each team is used to: lasting differences that are nobody's story. */
export const makeHabits = (chance: Chance): Map<string, number[]> =>
	new Map(UNITS.map(({ unitId }) => [unitId, THEMES.map(() => Math.exp(0.3 * chance.normal()))]));

function signOf(theme: Theme): number {
	if (theme === 'good' || theme.endsWith('+')) return 1;
	return theme === 'plain' ? 0 : -1;
}
