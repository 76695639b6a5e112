/** Which rows fire in a text, and which speak: how the compiler tests each row by its own example, and counts how often it is right. */
import type { CompiledLexicon } from './prepare.ts';
import { Rules } from './rules.ts';
import { NEGATED } from './scope.ts';

/** A function from a text to the numbers of the rows that fire in it. */
export function createProbe(lexicon: CompiledLexicon): (text: string) => Set<number> {
	const rules = new Rules(lexicon, { slips: false });
	return (text) => {
		rules.match(text);
		const { n, row } = rules.matches;
		return new Set(row.subarray(0, n));
	};
}

/** A function from a text to the numbers of the rows that speak in it: not silenced by a longer one, not negated. */
export function createListener(lexicon: CompiledLexicon): (text: string) => Set<number> {
	const rules = new Rules(lexicon);
	const { matches, scope, selection } = rules;
	return (text) => {
		rules.select(rules.match(text));
		const { content, operators } = selection;
		const speaking = content.filter((_, at) => (scope.state[at]! & NEGATED) === 0);
		return new Set([...speaking, ...operators].map((match) => matches.row[match]!));
	};
}
