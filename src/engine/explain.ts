/** Evidence: the words behind each label, with the rule that read them and why. */
import type { Evidence } from '#contracts/reading.ts';
import { SHOWN } from './labels.ts';
import type { Matches } from './match.ts';
import type { Prepared } from './prepare.ts';
import type { Scope } from './scope.ts';
import type { Score } from './score.ts';
import type { Selection } from './select.ts';
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
