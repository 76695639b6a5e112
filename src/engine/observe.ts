/** What the engine sees of a text before it answers: rule scores and signs. For the one who measures weights, not for reading. */
import { INPUTS, Inputs } from './inputs.ts';
import type { CompiledLexicon } from './prepare.ts';
import { Rules } from './rules.ts';
import { eachSign, type SignVisitor } from './sign-stream.ts';

export type Observation = {
	/** By INPUTS. */
	inputs: Float64Array;
	/** Number of tokens. */
	length: number;
};

/** Calls `visit` for every sign of the text, known or not, and returns the rest. */
export type Observer = (text: string, visit: SignVisitor) => Observation;

export function createObserver(lexicon: CompiledLexicon): Observer {
	const rules = new Rules(lexicon);
	const { prepared, scope, score, selection } = rules;
	const filled = new Inputs();
	rules.keepLetters();
	return (text, visit) => {
		const tokens = rules.match(text);
		rules.select(tokens);
		rules.weigh(tokens);
		eachSign(tokens, prepared.vocabulary.syms, visit);
		filled.fill(tokens, score, scope, selection.lean);
		const inputs = new Float64Array(INPUTS.length);
		for (let i = 0; i < filled.n; i++) inputs[filled.at[i]!] = filled.value[i]!;
		return { inputs, length: tokens.n };
	};
}
