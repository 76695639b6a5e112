/** From what the engine read, as corrected by the person, to the voice they agree to contribute. */
import type { Difficulty, Emotion, Factor, Valence } from '#contracts/ids.ts';
import { MAX_FACTORS } from '#contracts/policy.ts';
import type { Reading } from '#contracts/reading.ts';
import type { Voice } from '#contracts/voice.ts';

/** What the person changed in the mirror; what is absent stays as read. */
export type Corrections = {
	valence?: Valence;
	emotion?: Emotion | 'none';
	difficulty?: Difficulty;
	/** Emotions that the person does not recognise: the next strongest speaks instead. */
	notEmotions?: readonly Emotion[];
	/** Factors that the person does not recognise. */
	notFactors?: readonly Factor[];
	/** Factors that the person added; they come first. */
	addFactors?: readonly Factor[];
};

/** At most MAX_FACTORS factors, strongest first, never both poles of one family. */
export function voiceOf(reading: Reading, corrections: Corrections = {}): Voice {
	const { notEmotions = [], notFactors = [], addFactors = [] } = corrections;
	const read = reading.factors.map(({ factor, pole }): Factor => `${factor}${pole}`);
	const factors: Factor[] = [];
	for (const factor of [...addFactors, ...read.filter((one) => !notFactors.includes(one))])
		if (factors.length < MAX_FACTORS && !factors.some((one) => familyOf(one) === familyOf(factor)))
			factors.push(factor);
	const dominant = reading.emotions.find(({ emotion }) => !notEmotions.includes(emotion));
	return {
		valence: corrections.valence ?? reading.polarity,
		emotion: corrections.emotion ?? dominant?.emotion ?? 'none',
		difficulty: corrections.difficulty ?? reading.difficulty,
		factors,
	};
}

const familyOf = (factor: Factor): string => factor.slice(0, -1);
