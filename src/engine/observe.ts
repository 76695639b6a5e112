/** What the engine sees of a text before it answers: rule scores and signs. For the one who measures weights, not for reading. */
import { INPUTS, inputs } from './inputs.ts';
import { Matcher } from './match.ts';
import { type CompiledLexicon, prepare } from './prepare.ts';
import { Scope } from './scope.ts';
import { Score } from './score.ts';
import { Selection } from './select.ts';
import { eachSign, type SignVisitor } from './signs.ts';
import { Slips } from './slips.ts';
import { findArcs } from './slots.ts';
import { Tokeniser } from './tokenise.ts';

export type Observation = {
	/** By INPUTS. */
	inputs: Float64Array;
	/** Number of tokens. */
	length: number;
};

/** Calls `visit` for every sign of the text, known or not, and returns the rest. */
export type Observer = (text: string, visit: SignVisitor) => Observation;

export function createObserver(lexicon: CompiledLexicon): Observer {
	const prepared = prepare(lexicon);
	const tokeniser = new Tokeniser(
		prepared.lang,
		prepared.vocabulary,
		new Slips(prepared.vocabulary),
	);
	const matcher = new Matcher(prepared);
	const selection = new Selection();
	const scope = new Scope();
	const score = new Score();
	return (text, visit) => {
		tokeniser.tokens.words = [];
		const tokens = tokeniser.run(text);
		findArcs(prepared, tokens, text, matcher.arcs);
		matcher.run(tokens);
		selection.run(prepared, matcher.matches);
		scope.run(prepared, tokens, matcher.matches, selection);
		score.run(prepared, tokens, matcher.matches, selection, scope);
		eachSign(tokens, prepared.vocabulary.syms, visit);
		const found = new Float64Array(INPUTS.length);
		return { inputs: inputs(tokens, score, scope, selection.lean, found), length: tokens.n };
	};
}
