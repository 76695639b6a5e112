/** Evidence: the words behind each label, with the rule that read them and why. */
import type { Evidence, Reading } from '#contracts/reading.ts';
import type { Constants } from './constants.ts';
import { labelOf, SHOWN } from './labels.ts';
import { OUTPUTS } from './outputs.ts';
import { outputOf, unitsOf } from './sign-table.ts';
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
/** Answers of one reading that signs may have to explain. */
const MAX_ASKED = 12;

type Asked = { label: string; output: number };

/** By output: place in `asked` plus one, while one text is explained. */
const place = new Uint8Array(OUTPUTS.length);
const OUTPUT_OF = new Map(OUTPUTS.map((name, output) => [name, output]));

/** The words whose signs weighed most for each answer that no rule explains. */
export function explainSigns(
	text: string,
	tokens: Tokens,
	signs: Signs,
	answers: Pick<Reading, 'polarity' | 'emotions' | 'factors' | 'difficulty' | 'safety'>,
	score: Score,
	c: Constants,
): Evidence[] {
	const asked: Asked[] = [];
	const ask = (label: string, rule: string, output: string): void => {
		if (score.byLabel[labelOf(rule)]! < c.emotionThreshold && asked.length < MAX_ASKED)
			asked.push({ label, output: OUTPUT_OF.get(output)! });
	};
	for (const { emotion } of answers.emotions) ask(emotion, emotion, emotion);
	for (const { factor, pole } of answers.factors) ask(factor + pole, factor + pole, factor + pole);
	if (answers.safety) ask(answers.safety, answers.safety, answers.safety);
	const cause = answers.difficulty;
	if (cause !== 'none') ask(cause, `d.${cause}`, `${cause}.d`);
	if (answers.polarity !== 0 && answers.emotions.length + answers.factors.length === 0) {
		const mood = answers.polarity > 0 ? 'positive' : 'negative';
		ask(mood, mood, mood);
	}
	return asked.length ? strongest(text, tokens, signs, asked) : [];
}

function strongest(
	text: string,
	tokens: Tokens,
	signs: Signs,
	asked: readonly Asked[],
): Evidence[] {
	const { found, table, unit } = signs;
	for (let i = 0; i < asked.length; i++) place[asked[i]!.output] = i + 1;
	const best: { sign: number; share: number }[][] = asked.map(() => []);
	for (let f = 0; f < found.n; f++) {
		const row = found.row[f]!;
		for (let k = table.offset[row]!; k < table.offset[row + 1]!; k++) {
			const cell = table.cells[k]!;
			const at = place[outputOf(cell)]!;
			if (at === 0) continue;
			const share = unitsOf(cell) * unit;
			if (share >= FAINT) best[at - 1]!.push({ sign: f, share });
		}
	}
	for (const { output } of asked) place[output] = 0;
	return asked.flatMap(({ label }, i) => show(text, tokens, signs, label, best[i]!));
}

/** Of the signs for one answer the strongest that do not overlap. */
function show(
	text: string,
	tokens: Tokens,
	{ found }: Signs,
	label: string,
	signs: { sign: number; share: number }[],
): Evidence[] {
	signs.sort((a, b) => b.share - a.share || a.sign - b.sign);
	const shown: Evidence[] = [];
	for (const { sign, share } of signs) {
		if (shown.length === MAX_SIGNS) break;
		const start = tokens.start[found.from[sign]!]!;
		const end = tokens.end[found.to[sign]!]!;
		if (shown.some((other) => other.start < end && start < other.end)) continue;
		const cue = text.slice(start, end);
		const weight = Math.round(Math.min(0.98, share / (1 + share)) * 1000) / 1000;
		shown.push({ start, end, cue, label, weight, rule: `signs:${cue.toLowerCase()}` });
	}
	return shown;
}
