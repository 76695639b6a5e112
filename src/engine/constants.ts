/** The constants of weights.tsv as plain fields and tables, read once: scoring never looks one up by name. */
import { EMOTIONS, FACTORS } from '#contracts/ids.ts';
import {
	CONTENT_LABELS,
	FIRST_DIFFICULTY,
	FIRST_FACTOR,
	labelOf,
	NEGATIVE,
	POSITIVE,
} from './labels.ts';

export type Constants = ReturnType<typeof readConstants>;

/** Missing names read as 0, so that a lexicon of tests may leave them out. */
export function readConstants(weights: Record<string, number>) {
	const of = (name: string, otherwise = 0): number => weights[name] ?? otherwise;
	const implied: [number, number, number][] = [];
	for (const name of Object.keys(weights)) {
		const [kind, from = '', to = ''] = name.split('.');
		if (kind === 'imply') implied.push([labelOf(from), labelOf(to), weights[name]!]);
	}
	/** How much each label speaks for the feeling. */
	const polarity = new Float64Array(CONTENT_LABELS).fill(of('polarity.emotion', 1));
	for (let i = 0; i < FACTORS.length; i++) polarity[FIRST_FACTOR + i] = of('polarity.factor', 0.8);
	for (let i = 0; i < 3; i++) polarity[FIRST_DIFFICULTY + i] = of('polarity.difficulty', 0.6);
	polarity[EMOTIONS.indexOf('confusion')] = of('polarity.confusion', 0.7);
	polarity[POSITIVE] = polarity[NEGATIVE] = 1;
	return {
		implied: implied.filter(([from, to]) => from >= 0 && to >= 0),
		polarity,
		negatedPositive: of('negated.positive'),
		negatedNegative: of('negated.negative'),
		negatedSerenity: of('negated.serenity'),
		negatedResource: of('negated.resource'),
		wishResource: of('wish.resource'),
		wishNegative: of('wish.negative'),
		pastOver: of('past.over'),
		pastFactor: of('past.factor'),
		pastLost: of('past.lost'),
		otherShare: of('other.share'),
		pastShare: of('past.share', 1),
		repeat: of('repeat'),
		caps: of('strengthen.caps', 1),
		exclamation: of('strengthen.exclamation', 1),
		elongated: of('strengthen.elongated', 1),
		slip: of('slip.share', 1),
		maxWeight: of('max.weight', 1),
		askedShare: of('question.share', 1),
		contrastBefore: of('contrast.before', 0.5),
		contrastAfter: of('contrast.after', 1.2),
		ironyGood: of('irony.good', 1),
		ironyBad: of('irony.bad'),
		leanShort: of('lean.short', 99),
		leanBias: of('lean.bias'),
		leanQuestion: of('lean.question'),
		leanExclamation: of('lean.exclamation'),
		leanQuote: of('lean.quote'),
		leanMax: of('lean.max'),
		leanSilence: of('lean.silence'),
		leanThreshold: of('lean.threshold', 1),
		polarityThreshold: of('polarity.threshold'),
		neutralDamp: of('neutral.damp'),
		emotionThreshold: of('emotion.threshold'),
		emotionSecond: of('emotion.second'),
		emotionSecondFloor: of('emotion.second.floor'),
		emotionAgainst: of('emotion.against'),
		emotionMax: of('emotion.max', 3),
		factorThreshold: of('factor.threshold'),
		factorSecond: of('factor.second'),
		factorMax: of('factor.max', 4),
		difficultyThreshold: of('difficulty.threshold'),
		difficultyFatigue: of('difficulty.fatigue', 1),
		difficultyConflict: of('difficulty.conflict', 1),
		difficultyPositive: of('difficulty.positive'),
		crisis: of('safety.crisis', 0.5),
		violence: of('safety.violence', 0.5),
		emotionFrom: logit(of('sign.emotion', 0.1)),
		emotionNext: of('sign.emotion.next', 0.24),
		emotionContrary: logit(of('sign.emotion.contrary', 0.4)),
		factorFrom: logit(of('sign.factor', 0.25)),
		crisisFrom: of('sign.crisis', 0.2),
		crisisAlone: of('sign.crisis.alone', 0.45),
		violenceFrom: of('sign.violence', 0.2),
		violenceAlone: of('sign.violence.alone', 0.35),
		confidenceThreshold: of('confidence.threshold'),
		confidenceIrony: of('confidence.irony', 1),
	};
}

/** Where a probability lies on the scale of signs. */
function logit(probability: number): number {
	return Math.log(probability / (1 - probability));
}
