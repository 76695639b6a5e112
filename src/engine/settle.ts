/** From the weighed signs to the closed answers of a Reading; silence under a threshold. */
import {
	type Difficulty,
	type Emotion,
	EMOTIONS,
	FAMILIES,
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
	OUTPUTS,
	POSITIVE_OUT,
	VIOLENCE_OUT,
} from './outputs.ts';
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

/** @param logits by output (outputs.ts); replaced by probabilities, the faintest by 0 */
export function settle(logits: Float64Array, score: Score, c: Constants): Answers {
	const p = logits;
	for (let o = 0; o < OUTPUTS.length; o++) p[o] = p[o]! < FAINTEST ? 0 : 1 / (1 + Math.exp(-p[o]!));
	const safety = settleSafety(p, score, c);
	const bad = safety ? Math.max(p[NEGATIVE_OUT]!, 0.9) : p[NEGATIVE_OUT]!;
	const good = safety ? Math.min(p[POSITIVE_OUT]!, 0.1) : p[POSITIVE_OUT]!;
	const even = 1 - bad - good;
	const polarity: Valence = bad > good && bad > even ? -1 : good > even ? 1 : 0;
	return {
		valence: Math.max(-1, Math.min(1, good - bad)),
		polarity,
		confidence: Math.max(0, Math.min(1, polarity < 0 ? bad : polarity > 0 ? good : even)),
		emotions: settleEmotions(p, polarity, c),
		factors: settleFactors(p, c),
		difficulty: settleDifficulty(p),
		safety,
	};
}

/** A rule's score from which it is a hint, with which measured signs need less to alarm. */
const HINT = 0.2;

/** Recall first: what a rule says outright is an alarm, whatever the other signs say; signs alone must be plain. */
function settleSafety(p: Float64Array, score: Score, c: Constants): Safety | null {
	const strength = (
		sign: number,
		rule: number,
		outright: number,
		from: number,
		alone: number,
	): number => Math.max(sign / (rule >= HINT ? from : alone), rule / outright);
	const { byLabel } = score;
	const crisis = strength(p[CRISIS_OUT]!, byLabel[CRISIS]!, c.crisis, c.crisisFrom, c.crisisAlone);
	const violence = strength(
		p[VIOLENCE_OUT]!,
		byLabel[VIOLENCE]!,
		c.violence,
		c.violenceFrom,
		c.violenceAlone,
	);
	if (Math.max(crisis, violence) < 1) return null;
	return crisis >= violence ? 'crisis' : 'violence';
}

/** The likeliest one, and further ones that are likely by themselves; one against the feeling as a whole must be clear. */
function settleEmotions(p: Float64Array, polarity: Valence, c: Constants): Answers['emotions'] {
	const found: Answers['emotions'] = [];
	for (let i = 0; i < EMOTIONS.length; i++) {
		const weight = p[FIRST_EMOTION_OUT + i]!;
		const least = polarity !== 0 && SIGN[i]! === -polarity ? c.emotionContrary : c.emotionFrom;
		if (weight >= least) found.push({ emotion: EMOTIONS[i]!, weight });
	}
	if (found.length > 1) found.sort((a, b) => b.weight - a.weight);
	let kept = Math.min(1, found.length);
	while (kept < found.length && kept < c.emotionMax && found[kept]!.weight >= c.emotionNext) kept++;
	found.length = kept;
	for (const one of found) one.weight = round(one.weight);
	return found;
}

function settleFactors(p: Float64Array, c: Constants): Answers['factors'] {
	const found: Answers['factors'] = [];
	for (let i = 0; i < FAMILIES.length; i++) {
		const minus = p[FIRST_FACTOR_OUT + 2 * i]!;
		const plus = p[FIRST_FACTOR_OUT + 2 * i + 1]!;
		const weight = Math.max(minus, plus);
		if (weight < c.factorFrom) continue;
		found.push({ factor: FAMILIES[i]!, pole: plus > minus ? '+' : '-', weight: round(weight) });
	}
	if (found.length > 1) found.sort((a, b) => b.weight - a.weight);
	if (found.length > c.factorMax) found.length = c.factorMax;
	return found;
}

function settleDifficulty(p: Float64Array): Difficulty {
	let best = 3;
	for (let i = 0; i < 3; i++)
		if (p[FIRST_DIFFICULTY_OUT + i]! > p[FIRST_DIFFICULTY_OUT + best]!) best = i;
	return DIFFICULTIES[best]!;
}

function round(weight: number): number {
	return Math.round(weight * 1000) / 1000;
}
