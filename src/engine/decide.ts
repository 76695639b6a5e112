/** From the rules' scores alone to the closed answers of a Reading, for a lexicon without signs; silence under a threshold. */
import { type Difficulty, EMOTIONS, FACTORS, type Safety, type Valence } from '#contracts/ids.ts';
import type { Constants } from './constants.ts';
import {
	CONFLICT_D,
	CRISIS,
	FATIGUE_D,
	FIRST_FACTOR,
	labelOf,
	ORGANISATION_D,
	SIGN,
	VIOLENCE,
} from './labels.ts';
import { ranking, round } from './ranking.ts';
import type { Score } from './score.ts';
import type { Answers } from './settle.ts';
import { EXCLAMATION, QUESTION, type Tokens } from './tokens.ts';

const FATIGUE = labelOf('fatigue');
const INTENSITY = labelOf('intensity-');
const EMOTIONAL = labelOf('emotional-');
const AUTONOMY = labelOf('autonomy-');
const RELATIONS = labelOf('relations-');
const VALUES = labelOf('values-');
const INSECURITY = labelOf('insecurity-');

/** @param ironic whether the tone is; @param lean faint signs, summed */
export function decide(
	score: Score,
	tokens: Tokens,
	lean: number,
	ironic: boolean,
	c: Constants,
): Answers {
	const safety = decideSafety(score, c);
	const valence = leanOn(decideValence(score, c, safety), score, tokens, lean, c);
	const polarity = decidePolarity(valence, c);
	const told = Math.max(score.good, score.bad, score.neutral, score.byLabel[0]!);
	return {
		valence,
		polarity,
		confidence: told * (ironic ? c.confidenceIrony : 1),
		emotions: decideEmotions(score, polarity, c),
		factors: decideFactors(score, c),
		difficulty: decideDifficulty(score, polarity, c),
		safety,
	};
}

function decideSafety(score: Score, c: Constants): Safety | null {
	const crisis = score.byLabel[CRISIS]!;
	const violence = score.byLabel[VIOLENCE]!;
	if (crisis >= c.crisis && crisis >= violence) return 'crisis';
	return violence >= c.violence ? 'violence' : null;
}

/** -1..1. */
function decideValence(score: Score, c: Constants, safety: Safety | null): number {
	const damp = 1 - score.neutral * c.neutralDamp;
	const bad = safety ? Math.max(score.bad, 0.8) : score.bad;
	return Math.max(-1, Math.min(1, (score.good - bad) * damp));
}

/** Where next to nothing speaks, faint signs may tip the reading; short answers stay as they are. */
function leanOn(valence: number, score: Score, tokens: Tokens, lean: number, c: Constants): number {
	if (tokens.n < c.leanShort || score.neutral > 0) return valence;
	if (Math.max(score.good, score.bad) > c.leanSilence) return valence;
	let sum = lean + c.leanBias;
	for (let i = 0; i < tokens.n && i < 200; i++) {
		const marks = tokens.punct[i]!;
		if (marks & QUESTION) sum += c.leanQuestion;
		if (marks & EXCLAMATION) sum += c.leanExclamation;
	}
	if (tokens.quotes) sum += c.leanQuote;
	const leaned = valence + Math.max(-c.leanMax, Math.min(c.leanMax, sum));
	if (Math.abs(leaned) < c.leanThreshold) return valence;
	return leaned;
}

function decidePolarity(valence: number, c: Constants): Valence {
	return valence >= c.polarityThreshold ? 1 : valence <= -c.polarityThreshold ? -1 : 0;
}

function decideEmotions(score: Score, polarity: Valence, c: Constants): Answers['emotions'] {
	let top = 0;
	for (let i = 0; i < EMOTIONS.length; i++) {
		const weight = score.byLabel[i]!;
		if (weight < c.emotionThreshold) continue;
		if (polarity !== 0 && SIGN[i]! === -polarity && weight < c.emotionAgainst) continue;
		ranking.add(i, round(weight));
		if (weight > top) top = weight;
	}
	return ranking.emotions(c.emotionMax, Math.max(c.emotionSecondFloor, top * c.emotionSecond));
}

function decideFactors(score: Score, c: Constants): Answers['factors'] {
	let top = 0;
	for (let i = 0; i < FACTORS.length; i += 2) {
		const minus = score.byLabel[FIRST_FACTOR + i]!;
		const plus = score.byLabel[FIRST_FACTOR + i + 1]!;
		const weight = Math.max(minus, plus);
		if (weight < c.factorThreshold) continue;
		ranking.add(plus > minus ? i + 1 : i, round(weight));
		if (weight > top) top = weight;
	}
	return ranking.factors(c.factorMax, top * c.factorSecond);
}

function decideDifficulty(score: Score, polarity: Valence, c: Constants): Difficulty {
	const s = score.byLabel;
	const fatigue = Math.max(s[FATIGUE_D]!, s[FATIGUE]!) * c.difficultyFatigue;
	const conflict = Math.max(s[CONFLICT_D]!, s[RELATIONS]!, s[EMOTIONAL]!) * c.difficultyConflict;
	const organisation = Math.max(
		s[ORGANISATION_D]!,
		s[INTENSITY]!,
		s[AUTONOMY]!,
		s[VALUES]!,
		s[INSECURITY]!,
	);
	const top = Math.max(fatigue, conflict, organisation);
	if (top < (polarity > 0 ? c.difficultyPositive : c.difficultyThreshold)) return 'none';
	return top === fatigue ? 'fatigue' : top === conflict ? 'conflict' : 'organisation';
}
