/** What a row says, read when the row first fires. */
import {
	CRISIS,
	FIGURATIVE,
	FIRST_DIFFICULTY,
	FIRST_FACTOR,
	FIRST_OPERATOR,
	SIGN,
	VIOLENCE,
} from './labels.ts';

export type Effect = {
	/** Name of the row's file. */
	file: string;
	/** A situation: it lets compatible words within it speak too. */
	situation: boolean;
	/** Label numbers and their weights, then what it says when negated. */
	labels: number[];
	weights: number[];
	negLabels: number[];
	negWeights: number[];
	/** Number of its operator label and its weight, or -1. */
	operator: number;
	operatorWeight: number;
	figurative: boolean;
	safety: boolean;
	/** A faint sign of good or bad, heard only where nothing speaks. */
	hint: boolean;
	/** Its first label is a factor: denied, a constraint says nothing. */
	factorFirst: boolean;
	/** Says nothing at all. */
	silent: boolean;
	/** Sum of the labels' signs by weight: > 0 good, < 0 bad. */
	sign: number;
};

/** In a compiled effect, added to the number of a label that a row says when negated. */
export const NEGATED = 64;

/** `labels` and `weights` (hundredths), from `from` to `to`, are what one row says; `file` is where it stands. */
export function readEffect(
	labels: ArrayLike<number>,
	weights: ArrayLike<number>,
	from: number,
	to: number,
	file: string,
): Effect {
	const effect: Effect = {
		file,
		situation: file === 'frames' || file === 'scenes',
		labels: [],
		weights: [],
		negLabels: [],
		negWeights: [],
		operator: -1,
		operatorWeight: 0,
		figurative: false,
		safety: false,
		hint: file === 'hints',
		factorFirst: false,
		silent: false,
		sign: 0,
	};
	for (let i = from; i < to; i++) {
		const label = labels[i]!;
		const weight = weights[i]! / 100;
		if (label >= NEGATED) {
			effect.negLabels.push(label - NEGATED);
			effect.negWeights.push(weight);
		} else if (label >= FIRST_OPERATOR) {
			effect.operator = label - FIRST_OPERATOR;
			effect.operatorWeight = weight;
		} else if (label === FIGURATIVE) effect.figurative = true;
		else {
			effect.labels.push(label);
			effect.weights.push(weight);
			effect.sign += SIGN[label]! * weight;
			if (label === CRISIS || label === VIOLENCE) effect.safety = true;
		}
	}
	const first = effect.labels[0] ?? 0;
	effect.factorFirst = first >= FIRST_FACTOR && first < FIRST_DIFFICULTY;
	effect.silent = effect.labels.length === 0 && effect.operator < 0 && !effect.figurative;
	return effect;
}
