/** From the weighed signs to the closed answers of a Reading; silence under a threshold. */
import {
	type Difficulty,
	type Emotion,
	EMOTIONS,
	FACTORS,
	type Family,
	type Pole,
	type Safety,
	type Valence,
} from '#contracts/ids.ts';
import type { Constants } from './constants.ts';
import { CRISIS, SIGN, VIOLENCE } from './labels.ts';
import {
	CRISIS_OUT,
	FIRST_DIFFICULTY_OUT,
	FIRST_EMOTION_OUT,
	FIRST_FACTOR_OUT,
	NEGATIVE_OUT,
	POSITIVE_OUT,
	VIOLENCE_OUT,
} from './outputs.ts';
import { ranking, round } from './ranking.ts';
import type { Score } from './score.ts';

const DIFFICULTIES: readonly Difficulty[] = ['fatigue', 'conflict', 'organisation', 'none'];

/** What a Reading answers, however it was decided. */
export type Answers = {
	/** -1..1 */
	valence: number;
	polarity: Valence;
	/** 0..1: how sure the polarity is. */
	confidence: number;
	emotions: { emotion: Emotion; weight: number }[];
	factors: { factor: Family; pole: Pole; weight: number }[];
	difficulty: Difficulty;
	safety: Safety | null;
};

/** Under it no answer is given: thresholds are far above. */
const FAINTEST = -4;

/** @param logits by output (outputs.ts) */
export function settle(logits: Float64Array, score: Score, c: Constants): Answers {
	const safety = settleSafety(logits, score, c);
	let bad = probability(logits[NEGATIVE_OUT]!);
	let good = probability(logits[POSITIVE_OUT]!);
	if (safety) {
		bad = Math.max(bad, 0.9);
		good = Math.min(good, 0.1);
	}
	const even = 1 - bad - good;
	const polarity: Valence = bad > good && bad > even ? -1 : good > even ? 1 : 0;
	return {
		valence: Math.max(-1, Math.min(1, good - bad)),
		polarity,
		confidence: Math.max(0, Math.min(1, polarity < 0 ? bad : polarity > 0 ? good : even)),
		emotions: settleEmotions(logits, polarity, c),
		factors: settleFactors(logits, c),
		difficulty: settleDifficulty(logits),
		safety,
	};
}

function probability(logit: number): number {
	return logit < FAINTEST ? 0 : 1 / (1 + Math.exp(-logit));
}

/** A rule's score from which it is a hint, with which measured signs need less to alarm. */
const HINT = 0.2;

/** Recall first: what a rule says outright is an alarm, whatever the other signs say; signs alone must be plain. */
function settleSafety(logits: Float64Array, score: Score, c: Constants): Safety | null {
	const { byLabel } = score;
	const crisis = strength(
		probability(logits[CRISIS_OUT]!),
		byLabel[CRISIS]!,
		c.crisis,
		c.crisisFrom,
		c.crisisAlone,
	);
	const violence = strength(
		probability(logits[VIOLENCE_OUT]!),
		byLabel[VIOLENCE]!,
		c.violence,
		c.violenceFrom,
		c.violenceAlone,
	);
	if (Math.max(crisis, violence) < 1) return null;
	return crisis >= violence ? 'crisis' : 'violence';
}

function strength(
	sign: number,
	rule: number,
	outright: number,
	from: number,
	alone: number,
): number {
	return Math.max(sign / (rule >= HINT ? from : alone), rule / outright);
}

/** The likeliest one, and further ones that are likely by themselves; one against the feeling as a whole must be clear. */
function settleEmotions(
	logits: Float64Array,
	polarity: Valence,
	c: Constants,
): Answers['emotions'] {
	const from = Math.max(FAINTEST, c.emotionFrom);
	const contrary = Math.max(FAINTEST, c.emotionContrary);
	for (let i = 0; i < EMOTIONS.length; i++) {
		const logit = logits[FIRST_EMOTION_OUT + i]!;
		if (logit < from) continue;
		if (polarity !== 0 && SIGN[i]! === -polarity && logit < contrary) continue;
		ranking.add(i, probability(logit));
	}
	return ranking.emotions(c.emotionMax, c.emotionNext);
}

function settleFactors(logits: Float64Array, c: Constants): Answers['factors'] {
	const from = Math.max(FAINTEST, c.factorFrom);
	for (let i = 0; i < FACTORS.length; i += 2) {
		const left = logits[FIRST_FACTOR_OUT + i]!;
		const right = logits[FIRST_FACTOR_OUT + i + 1]!;
		if (left < from && right < from) continue;
		const minus = probability(left);
		const plus = probability(right);
		if (plus > minus) ranking.add(i + 1, round(plus));
		else ranking.add(i, round(minus));
	}
	return ranking.factors(c.factorMax, 0);
}

function settleDifficulty(logits: Float64Array): Difficulty {
	let best = 3;
	let most = probability(logits[FIRST_DIFFICULTY_OUT + 3]!);
	for (let i = 0; i < 3; i++) {
		const weight = probability(logits[FIRST_DIFFICULTY_OUT + i]!);
		if (weight <= most) continue;
		best = i;
		most = weight;
	}
	return DIFFICULTIES[best]!;
}
