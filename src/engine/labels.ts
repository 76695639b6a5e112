/** Numbers for the labels a row may carry, so that the hot path compares integers. */
import { EMOTIONS, FACTORS } from '#contracts/ids.ts';

export const OPERATORS = [
	'negator',
	'intensifier',
	'downtoner',
	'contrast',
	'concession',
	'wish',
	'lack',
	'past',
	'lasting',
	'over',
	'question',
	'conditional',
	'other',
	'reported',
	'irony',
	'pseudo-negator',
	'self',
] as const;
export type Operator = (typeof OPERATORS)[number];

export const LABELS: readonly string[] = [
	...EMOTIONS,
	...FACTORS,
	'd.fatigue',
	'd.conflict',
	'd.organisation',
	'positive',
	'negative',
	'neutral',
	'crisis',
	'violence',
	'figurative',
	...OPERATORS,
];

/** How labels read in evidence. */
export const SHOWN: readonly string[] = LABELS.map((label) => label.replace(/^d\./, ''));

const INDEX = new Map(LABELS.map((label, index) => [label, index]));

/** Number of a label, or -1. */
export function labelOf(name: string): number {
	return INDEX.get(name) ?? -1;
}

export const FIRST_FACTOR = EMOTIONS.length;
export const FIRST_DIFFICULTY = FIRST_FACTOR + FACTORS.length;
export const FATIGUE_D = FIRST_DIFFICULTY;
export const CONFLICT_D = FIRST_DIFFICULTY + 1;
export const ORGANISATION_D = FIRST_DIFFICULTY + 2;
export const POSITIVE = FIRST_DIFFICULTY + 3;
export const NEGATIVE = POSITIVE + 1;
export const NEUTRAL = POSITIVE + 2;
export const CRISIS = POSITIVE + 3;
export const VIOLENCE = POSITIVE + 4;
export const FIGURATIVE = POSITIVE + 5;
export const FIRST_OPERATOR = POSITIVE + 6;

/** Number of labels that speak of the writer (all but figurative and operators). */
export const CONTENT_LABELS = FIGURATIVE;

/** Sign of each label: 1 good, -1 bad, 0 neither. Surprise is neither, confusion bad. */
export const SIGN: Int8Array = Int8Array.from(LABELS, (label) => {
	if (['joy', 'enthusiasm', 'serenity', 'pride', 'gratitude', 'positive'].includes(label)) return 1;
	if (label.endsWith('+')) return 1;
	if (['surprise', 'neutral'].includes(label)) return 0;
	const index = LABELS.indexOf(label);
	return index < FIGURATIVE ? -1 : 0;
});
