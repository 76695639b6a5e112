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

/** Fills and returns `out`, as long as INPUTS. */
export function inputs(
	tokens: Tokens,
	score: Score,
	scope: Scope,
	lean: number,
	out: Float64Array,
): Float64Array {
	out.set(score.byLabel);
	let at = CONTENT_LABELS;
	out[at++] = score.good;
	out[at++] = score.bad;
	out[at++] = score.neutral;
	out[at++] = lean;
	for (let i = 0; i < SCORES; i++) out[at++] = out[i] === 0 ? 0 : PRESENT;
	for (const [, flag] of FLAGS) out[at++] = scope.flags & flag ? 1 : 0;
	for (const length of UP_TO) out[at++] = tokens.n <= length ? 1 : 0;
	for (const length of FROM) out[at++] = tokens.n >= length ? 1 : 0;
	let marks = 0;
	for (let i = 0; i < tokens.n; i++) marks |= tokens.punct[i]!;
	out[at++] = marks & QUESTION ? 1 : 0;
	out[at++] = marks & EXCLAMATION ? 1 : 0;
	out[at] = tokens.quotes ? 1 : 0;
	return out;
}
