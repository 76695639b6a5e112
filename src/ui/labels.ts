/** Ids to words, in the reader's language: the one place where an id becomes a label. Tables are spelt out so that a page ships only the messages it uses. */
import { m } from '#messages/messages.js';
import type { Difficulty, Emotion, Factor, Family, Valence } from '#contracts/ids.ts';

type Message = () => string;
type Sentence = (inputs: { what: string }) => string;

const EMOTIONS: Record<Emotion | 'none', Message> = {
	joy: m.emotion_joy,
	enthusiasm: m.emotion_enthusiasm,
	serenity: m.emotion_serenity,
	pride: m.emotion_pride,
	gratitude: m.emotion_gratitude,
	surprise: m.emotion_surprise,
	confusion: m.emotion_confusion,
	fatigue: m.emotion_fatigue,
	stress: m.emotion_stress,
	fear: m.emotion_fear,
	sadness: m.emotion_sadness,
	loneliness: m.emotion_loneliness,
	shame: m.emotion_shame,
	anger: m.emotion_anger,
	disgust: m.emotion_disgust,
	disengagement: m.emotion_disengagement,
	none: m.emotion_none,
};

const FAMILIES: Record<Family, Message> = {
	intensity: m.family_intensity,
	emotional: m.family_emotional,
	autonomy: m.family_autonomy,
	relations: m.family_relations,
	values: m.family_values,
	insecurity: m.family_insecurity,
};

const FACTORS: Record<Factor, { name: Message; madeOf: Message }> = {
	'intensity-': {
		name: m.factor_intensity_constraint,
		madeOf: m.made_of_intensity_constraint,
	},
	'intensity+': {
		name: m.factor_intensity_resource,
		madeOf: m.made_of_intensity_resource,
	},
	'emotional-': {
		name: m.factor_emotional_constraint,
		madeOf: m.made_of_emotional_constraint,
	},
	'emotional+': {
		name: m.factor_emotional_resource,
		madeOf: m.made_of_emotional_resource,
	},
	'autonomy-': {
		name: m.factor_autonomy_constraint,
		madeOf: m.made_of_autonomy_constraint,
	},
	'autonomy+': {
		name: m.factor_autonomy_resource,
		madeOf: m.made_of_autonomy_resource,
	},
	'relations-': {
		name: m.factor_relations_constraint,
		madeOf: m.made_of_relations_constraint,
	},
	'relations+': {
		name: m.factor_relations_resource,
		madeOf: m.made_of_relations_resource,
	},
	'values-': {
		name: m.factor_values_constraint,
		madeOf: m.made_of_values_constraint,
	},
	'values+': {
		name: m.factor_values_resource,
		madeOf: m.made_of_values_resource,
	},
	'insecurity-': {
		name: m.factor_insecurity_constraint,
		madeOf: m.made_of_insecurity_constraint,
	},
	'insecurity+': {
		name: m.factor_insecurity_resource,
		madeOf: m.made_of_insecurity_resource,
	},
};

const DIFFICULTIES: Record<Difficulty, Message> = {
	fatigue: m.difficulty_fatigue,
	conflict: m.difficulty_conflict,
	organisation: m.difficulty_organisation,
	none: m.difficulty_none,
};

/** The sentence of the mirror for a dominant emotion, with and without what goes with it. */
const SENTENCES: Record<Emotion, { with: Sentence; alone: Message }> = {
	joy: { with: m.mirror_joy, alone: m.mirror_joy_alone },
	enthusiasm: { with: m.mirror_enthusiasm, alone: m.mirror_enthusiasm_alone },
	serenity: { with: m.mirror_serenity, alone: m.mirror_serenity_alone },
	pride: { with: m.mirror_pride, alone: m.mirror_pride_alone },
	gratitude: { with: m.mirror_gratitude, alone: m.mirror_gratitude_alone },
	surprise: { with: m.mirror_surprise, alone: m.mirror_surprise_alone },
	confusion: { with: m.mirror_confusion, alone: m.mirror_confusion_alone },
	fatigue: { with: m.mirror_fatigue, alone: m.mirror_fatigue_alone },
	stress: { with: m.mirror_stress, alone: m.mirror_stress_alone },
	fear: { with: m.mirror_fear, alone: m.mirror_fear_alone },
	sadness: { with: m.mirror_sadness, alone: m.mirror_sadness_alone },
	loneliness: { with: m.mirror_loneliness, alone: m.mirror_loneliness_alone },
	shame: { with: m.mirror_shame, alone: m.mirror_shame_alone },
	anger: { with: m.mirror_anger, alone: m.mirror_anger_alone },
	disgust: { with: m.mirror_disgust, alone: m.mirror_disgust_alone },
	disengagement: { with: m.mirror_disengagement, alone: m.mirror_disengagement_alone },
};

export const emotionName = (emotion: Emotion | 'none'): string => EMOTIONS[emotion]();
export const familyName = (family: Family): string => FAMILIES[family]();
export const factorName = (factor: Factor): string => FACTORS[factor].name();
/** The factor as it follows "made of" or "carried by". */
export const factorMadeOf = (factor: Factor): string => FACTORS[factor].madeOf();
export const difficultyName = (difficulty: Difficulty): string => DIFFICULTIES[difficulty]();
export const valenceName = (valence: Valence): string =>
	valence < 0 ? m.valence_negative() : valence > 0 ? m.valence_positive() : m.valence_neutral();

export const emotionSentence = (emotion: Emotion, what: string | null): string =>
	what === null ? SENTENCES[emotion].alone() : SENTENCES[emotion].with({ what });

export const markOf = (factor: Factor): 'constraint' | 'resource' =>
	factor.endsWith('-') ? 'constraint' : 'resource';
