/** Evidence: the words behind each label, with the rule that read them and why. */
import type { Evidence, Reading } from '#contracts/reading.ts';
import type { Constants } from './constants.ts';
import { labelOf, SHOWN } from './labels.ts';
import { OUTPUTS } from './outputs.ts';
import type { Matches } from './match.ts';
import type { Prepared } from './prepare.ts';
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
			weight: Math.round(weight * 1000) / 1000,
			rule: prepared.ruleId(row),
		};
		const touched = scope.touched[k];
		if (touched) item.scope = touched;
		if (reason) item.reason = reason;
		evidence.push(item);
	}
	return evidence;
}

/** Signs shown for one answer; and the part of a logit under which one is too faint to be shown. */
const MAX_SIGNS = 2;
const FAINT = 0.3;

/** The words whose signs weighed most for each answer that no rule explains. */
export function explainSigns(
	text: string,
	tokens: Tokens,
	signs: Signs,
	answers: Pick<Reading, 'polarity' | 'emotions' | 'factors' | 'difficulty' | 'safety'>,
	score: Score,
	c: Constants,
): Evidence[] {
	const asked: { label: string; rule: string; output: string }[] = [
		...answers.emotions.map(({ emotion }) => same(emotion)),
		...answers.factors.map(({ factor, pole }) => same(factor + pole)),
	];
	if (answers.safety) asked.push(same(answers.safety));
	const cause = answers.difficulty;
	if (cause !== 'none') asked.push({ label: cause, rule: `d.${cause}`, output: `${cause}.d` });
	if (answers.polarity !== 0 && asked.length === 0)
		asked.push(same(answers.polarity > 0 ? 'positive' : 'negative'));
	const evidence: Evidence[] = [];
	for (const { label, rule, output } of asked) {
		if (score.byLabel[labelOf(rule)]! >= c.emotionThreshold) continue;
		evidence.push(...strongest(text, tokens, signs, label, OUTPUTS.indexOf(output)));
	}
	return evidence;
}

const same = (name: string) => ({ label: name, rule: name, output: name });

function strongest(
	text: string,
	tokens: Tokens,
	signs: Signs,
	label: string,
	output: number,
): Evidence[] {
	const { found } = signs;
	const shares: [share: number, start: number, end: number][] = [];
	for (let f = 0; f < found.n; f++) {
		const share = signs.shareOf(found.row[f]!, output);
		if (share < FAINT) continue;
		shares.push([share, tokens.start[found.from[f]!]!, tokens.end[found.to[f]!]!]);
	}
	shares.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
	const shown: Evidence[] = [];
	for (const [share, start, end] of shares) {
		if (shown.length === MAX_SIGNS) break;
		if (shown.some((other) => other.start < end && start < other.end)) continue;
		const cue = text.slice(start, end);
		const weight = Math.round(Math.min(0.98, share / (1 + share)) * 1000) / 1000;
		shown.push({ start, end, cue, label, weight, rule: `signs:${cue.toLowerCase()}` });
	}
	return shown;
}
