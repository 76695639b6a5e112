/** Evidence: the words behind each label, with the rule that read them and why. */
import type { Evidence, Reading } from '#contracts/reading.ts';
import type { Constants } from './constants.ts';
import { labelOf, SHOWN } from './labels.ts';
import { CRISIS_OUT, NEGATIVE_OUT, OUTPUTS, POSITIVE_OUT, VIOLENCE_OUT } from './outputs.ts';
import type { Matches } from './match.ts';
import type { Prepared } from './prepare.ts';
import { round } from './ranking.ts';
import type { Scope } from './scope.ts';
import type { Score } from './score.ts';
import type { Selection } from './select.ts';
import type { Signs } from './signs.ts';
import type { Tokens } from './tokens.ts';

/** Evidence kept of one text; a check-in never has as many. */
const MAX_EVIDENCE = 2000;

/** In order of the text. */
export function explain(
	text: string,
	prepared: Prepared,
	tokens: Tokens,
	matches: Matches,
	selection: Selection,
	scope: Scope,
	score: Score,
): Evidence[] {
	const evidence: Evidence[] = [];
	for (let e = 0; e < score.n && evidence.length < MAX_EVIDENCE; e++) {
		const weight = score.weight[e]!;
		if (weight === 0) continue;
		const k = score.match[e]!;
		const m = selection.content[k]!;
		const row = matches.row[m]!;
		const reason = prepared.reason(row);
		const start = tokens.start[matches.start[m]!]!;
		const end = tokens.end[matches.end[m]! - 1]!;
		const item: Evidence = {
			start,
			end,
			cue: text.slice(start, end),
			label: SHOWN[score.label[e]!]!,
			weight: round(weight),
			rule: prepared.ruleId(row),
		};
		const touched = scope.touched[k];
		if (touched) item.scope = touched;
		if (reason) item.reason = reason;
		evidence.push(item);
	}
	return evidence;
}

/** What evidence names as its rule where measured signs spoke: the cue says which words. */
const SIGN_RULE = 'signs';
/** Signs looked at for one answer, those shown, and the part of a logit under which one is too faint to be shown. */
const MAX_KEPT = 6;
const MAX_SIGNS = 2;
const FAINT = 0.3;
/** Letters of the longest word of a sign that is shown. */
const LONG_ENOUGH = 4;
/** Answers of one reading that signs may have to explain. */
const MAX_ASKED = 12;

/** By output: how the answer is called in evidence, and the label of the rules that speak for it. */
const CALLED = OUTPUTS.map((output) => output.replace(/\.d$/, ''));
const RULE_LABEL = OUTPUTS.map((output) =>
	labelOf(output.endsWith('.d') ? `d.${output.slice(0, -2)}` : output),
);
/** Of a family, the output of its constraint: that of its resource follows. */
const OUTPUT_OF = new Map<string, number>(
	OUTPUTS.map((name, output) => [name.replace(/-$/, ''), output]),
);
const DIFFICULTY_OUT = new Map<string, number>(
	OUTPUTS.map((name, output) => [name.replace(/\.d$/, ''), output]),
);

/** The answers to be explained, by output; the strongest signs of each. */
const asked = new Uint8Array(MAX_ASKED);
const kept = new Int32Array(MAX_ASKED * MAX_KEPT);
const units = new Int32Array(MAX_ASKED * MAX_KEPT);
let count = 0;

/** Answers that a rule explains need no sign. */
function ask(number: number, score: Score, c: Constants): void {
	const label = RULE_LABEL[number]!;
	if (count === MAX_ASKED || (label >= 0 && score.byLabel[label]! >= c.emotionThreshold)) return;
	asked[count++] = number;
}

/** The words whose signs weighed most for each answer that no rule explains. */
export function explainSigns(
	text: string,
	tokens: Tokens,
	signs: Signs,
	answers: Pick<Reading, 'polarity' | 'emotions' | 'factors' | 'difficulty' | 'safety'>,
	score: Score,
	c: Constants,
	evidence: Evidence[],
): void {
	count = 0;
	const { emotions, factors, difficulty, polarity, safety } = answers;
	for (let i = 0; i < emotions.length; i++) ask(OUTPUT_OF.get(emotions[i]!.emotion)!, score, c);
	for (let i = 0; i < factors.length; i++) {
		const resource = factors[i]!.pole === '+' ? 1 : 0;
		ask(OUTPUT_OF.get(factors[i]!.factor)! + resource, score, c);
	}
	if (safety) ask(safety === 'crisis' ? CRISIS_OUT : VIOLENCE_OUT, score, c);
	if (difficulty !== 'none') ask(DIFFICULTY_OUT.get(difficulty)!, score, c);
	if (polarity !== 0 && emotions.length + factors.length === 0)
		ask(polarity > 0 ? POSITIVE_OUT : NEGATIVE_OUT, score, c);
	if (count === 0) return;
	keepStrongest(signs);
	for (let i = 0; i < count; i++) show(text, tokens, signs, i, evidence);
}

/** Fills `kept` and `units`, the strongest sign of each answer first; -1 where there are fewer. */
function keepStrongest({ found, table, unit }: Signs): void {
	const { n, row } = found;
	const least = Math.ceil(FAINT / unit);
	kept.fill(-1, 0, count * MAX_KEPT);
	for (let answer = 0; answer < count; answer++) {
		const output = asked[answer]!;
		for (let f = 0; f < n; f++) {
			const weight = table.weight(row[f]!, output);
			if (weight >= least) keep(answer * MAX_KEPT, f, weight);
		}
	}
}

/** Puts sign `f` into its place among those from `first` on. */
function keep(first: number, f: number, weight: number): void {
	let to = first + MAX_KEPT - 1;
	if (kept[to] !== -1 && units[to]! >= weight) return;
	while (to > first && (kept[to - 1] === -1 || units[to - 1]! < weight)) {
		kept[to] = kept[to - 1]!;
		units[to] = units[to - 1]!;
		to--;
	}
	kept[to] = f;
	units[to] = weight;
}

/** Small words and pairs across a pause weigh, yet underlined they would explain nothing. */
function tellsByItself(tokens: Tokens, from: number, to: number): boolean {
	let longest = 0;
	for (let i = from; i <= to; i++) {
		if (i > from && tokens.brk[i] !== 0) return false;
		longest = Math.max(longest, tokens.end[i]! - tokens.start[i]!);
	}
	return longest >= LONG_ENOUGH;
}

/** Of the signs kept for one answer those that do not overlap. */
function show(
	text: string,
	tokens: Tokens,
	{ found, unit }: Signs,
	answer: number,
	evidence: Evidence[],
): void {
	const label = CALLED[asked[answer]!]!;
	const from = evidence.length;
	for (let k = answer * MAX_KEPT; k < (answer + 1) * MAX_KEPT; k++) {
		const sign = kept[k]!;
		if (sign < 0 || evidence.length === from + MAX_SIGNS) return;
		const start = tokens.start[found.from[sign]!]!;
		const end = tokens.end[found.to[sign]!]!;
		if (!tellsByItself(tokens, found.from[sign]!, found.to[sign]!)) continue;
		let apart = true;
		for (let e = from; e < evidence.length; e++)
			if (evidence[e]!.start < end && start < evidence[e]!.end) apart = false;
		if (!apart) continue;
		const cue = text.slice(start, end);
		const share = units[k]! * unit;
		const weight = round(Math.min(0.98, share / (1 + share)));
		evidence.push({ start, end, cue, label, weight, rule: SIGN_RULE });
	}
}

/** Sorts by start, then end: the rules' cues are in order, signs only are put between them. */
export function sortEvidence(evidence: Evidence[]): void {
	for (let i = 1; i < evidence.length; i++) {
		const item = evidence[i]!;
		let at = i;
		for (; at > 0; at--) {
			const before = evidence[at - 1]!;
			if (before.start < item.start || (before.start === item.start && before.end <= item.end))
				break;
			evidence[at] = before;
		}
		evidence[at] = item;
	}
}
