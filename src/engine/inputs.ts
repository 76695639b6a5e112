/** What the rules found in a text, as numbers that the signs' weights multiply: each has its name in signs.tsv. */
import { CONTENT_LABELS, LABELS } from './labels.ts';
import {
	FLAG_CONTRAST,
	FLAG_IRONY,
	FLAG_PAST,
	FLAG_QUESTION,
	FLAG_WISH,
	type Scope,
} from './scope.ts';
import type { Score } from './score.ts';
import { EXCLAMATION, QUESTION, type Tokens } from './tokens.ts';

const SUMS = ['good', 'bad', 'settled', 'lean'];
const FLAGS: [string, number][] = [
	['irony', FLAG_IRONY],
	['question', FLAG_QUESTION],
	['contrast', FLAG_CONTRAST],
	['wish', FLAG_WISH],
	['past', FLAG_PAST],
];
/** Lengths in tokens: up to, and from. */
const UP_TO = [2, 5, 10];
const FROM = [21, 36];

const SCORES = CONTENT_LABELS + SUMS.length;
/** A score that is there at all, whatever its strength, weighs by itself. */
const PRESENT = 0.5;

/** `=joy` is the rules' score of joy (0..1), `=joy?` says whether there is one; then flags, lengths and marks. */
export const INPUTS: readonly string[] = [
	...LABELS.slice(0, CONTENT_LABELS).map((label) => `=${label}`),
	...SUMS.map((name) => `=${name}`),
	...LABELS.slice(0, CONTENT_LABELS).map((label) => `=${label}?`),
	...SUMS.map((name) => `=${name}?`),
	...FLAGS.map(([name]) => `=${name}!`),
	...UP_TO.map((length) => `=up-to-${length}`),
	...FROM.map((length) => `=from-${length}`),
	'=asks',
	'=exclaims',
	'=quotes',
];

/** The inputs of one text that are not 0, in the order of INPUTS: most are. */
export class Inputs {
	n = 0;
	/** Number in INPUTS. */
	readonly at = new Uint8Array(INPUTS.length);
	readonly value = new Float64Array(INPUTS.length);

	fill(tokens: Tokens, score: Score, scope: Scope, lean: number): void {
		this.n = 0;
		const { byLabel } = score;
		for (let i = 0; i < CONTENT_LABELS; i++) if (byLabel[i] !== 0) this.add(i, byLabel[i]!);
		if (score.good !== 0) this.add(CONTENT_LABELS, score.good);
		if (score.bad !== 0) this.add(CONTENT_LABELS + 1, score.bad);
		if (score.neutral !== 0) this.add(CONTENT_LABELS + 2, score.neutral);
		if (lean !== 0) this.add(CONTENT_LABELS + 3, lean);
		for (let i = 0, scores = this.n; i < scores; i++) this.add(SCORES + this.at[i]!, PRESENT);
		let at = 2 * SCORES;
		if (scope.flags !== 0) {
			for (let i = 0; i < FLAGS.length; i++) if (scope.flags & FLAGS[i]![1]) this.add(at + i, 1);
		}
		at += FLAGS.length;
		for (let i = 0; i < UP_TO.length; i++) if (tokens.n <= UP_TO[i]!) this.add(at + i, 1);
		at += UP_TO.length;
		for (let i = 0; i < FROM.length; i++) if (tokens.n >= FROM[i]!) this.add(at + i, 1);
		at += FROM.length;
		let marks = 0;
		for (let i = 0; i < tokens.n; i++) marks |= tokens.punct[i]!;
		if (marks & QUESTION) this.add(at, 1);
		if (marks & EXCLAMATION) this.add(at + 1, 1);
		if (tokens.quotes) this.add(at + 2, 1);
	}

	private add(at: number, value: number): void {
		this.at[this.n] = at;
		this.value[this.n++] = value;
	}
}
