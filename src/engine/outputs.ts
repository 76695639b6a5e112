/** What a reading answers, as numbered outputs: for each the signs of a text are weighed together. */
import { EMOTIONS, FACTORS } from '#contracts/ids.ts';

/** `positive` and `negative` are the feeling as a whole; the four difficulties exclude one another. */
export const OUTPUTS: readonly string[] = [
	'negative',
	'positive',
	...EMOTIONS,
	...FACTORS,
	'fatigue.d',
	'conflict.d',
	'organisation.d',
	'none.d',
	'crisis',
	'violence',
];

export const NEGATIVE_OUT = 0;
export const POSITIVE_OUT = 1;
export const FIRST_EMOTION_OUT = 2;
export const FIRST_FACTOR_OUT = FIRST_EMOTION_OUT + EMOTIONS.length;
export const FIRST_DIFFICULTY_OUT = FIRST_FACTOR_OUT + FACTORS.length;
export const CRISIS_OUT = FIRST_DIFFICULTY_OUT + 4;
export const VIOLENCE_OUT = CRISIS_OUT + 1;
