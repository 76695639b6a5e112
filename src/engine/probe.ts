/** Which rows fire in a text, before scope and scoring: how the compiler tests each row by its own example. */
import { Matcher } from './match.ts';
import { type CompiledLexicon, prepare } from './prepare.ts';
import { NEGATED, Scope } from './scope.ts';
import { Selection } from './select.ts';
import { Slips } from './slips.ts';
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

/** A function from a text to the numbers of the rows that speak in it: not silenced by a longer one, not negated. */
export function createListener(lexicon: CompiledLexicon): (text: string) => Set<number> {
	const prepared = prepare(lexicon);
	const { vocabulary } = prepared;
	const tokeniser = new Tokeniser(prepared.lang, vocabulary, new Slips(vocabulary));
	const matcher = new Matcher(prepared);
	const selection = new Selection();
	const scope = new Scope();
	return (text) => {
		const tokens = tokeniser.run(text);
		findArcs(prepared, tokens, text, matcher.arcs);
		matcher.run(tokens);
		selection.run(prepared, matcher.matches);
		scope.run(prepared, tokens, matcher.matches, selection);
		const { content, operators } = selection;
		const speaking = content.filter((_, at) => (scope.state[at]! & NEGATED) === 0);
		return new Set([...speaking, ...operators].map((match) => matcher.matches.row[match]!));
	};
}
