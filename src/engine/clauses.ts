/** Cuts a text into clauses, which bound how far an operator reaches. */
import { OPERATORS } from './labels.ts';
import type { Matches } from './match.ts';
import type { Prepared } from './prepare.ts';
import type { Tokens } from './tokens.ts';

const CONTRAST = OPERATORS.indexOf('contrast');
const CONCESSION = OPERATORS.indexOf('concession');

/** Numbers the clauses, by token, in `clause`: they end at pauses, sentence ends, contrast and concession. */
export function findClauses(
	prepared: Prepared,
	tokens: Tokens,
	matches: Matches,
	operators: readonly number[],
	clause: Int32Array,
): void {
	let at = 0;
	let id = 0;
	for (let i = 0; i < tokens.n; i++) {
		if (tokens.brk[i]) id++;
		while (at < operators.length && matches.start[operators[at]!]! < i) at++;
		for (let k = at; k < operators.length && matches.start[operators[k]!] === i; k++) {
			const operator = prepared.effect(matches.row[operators[k]!]!).operator;
			if (operator === CONTRAST || operator === CONCESSION) id++;
		}
		clause[i] = id;
	}
}
