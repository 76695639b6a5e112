/** Which rows fire in a text, before scope and scoring: how the compiler tests each row by its own example. */
import { Matcher } from './match.ts';
import { type CompiledLexicon, prepare } from './prepare.ts';
import { findArcs } from './slots.ts';
import { Tokeniser } from './tokenise.ts';

/** A function from a text to the numbers of the rows that fire in it. */
export function createProbe(lexicon: CompiledLexicon): (text: string) => Set<number> {
	const prepared = prepare(lexicon);
	const tokeniser = new Tokeniser(prepared.lang, prepared.vocabulary);
	const matcher = new Matcher(prepared);
	return (text) => {
		const tokens = tokeniser.run(text);
		findArcs(prepared, tokens, text, matcher.arcs);
		matcher.run(tokens);
		const fired = new Set<number>();
		for (let i = 0; i < matcher.matches.n; i++) fired.add(matcher.matches.row[i]!);
		return fired;
	};
}
