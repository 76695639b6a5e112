/** The words of a text as the engine's own tokeniser opens them, for the compiler of the lexicon. */
import type { Lang } from '#contracts/ids.ts';
import { Tokeniser } from './tokenise.ts';
import { Vocabulary } from './vocabulary.ts';

const tokenisers = new Map<Lang, Tokeniser>();

/** Lower case, accents kept: `j'ai` gives `je ai`. */
export function wordsOf(text: string, lang: Lang): string[] {
	let tokeniser = tokenisers.get(lang);
	if (!tokeniser) {
		tokeniser = new Tokeniser(lang, new Vocabulary(null));
		tokeniser.tokens.words = [];
		tokenisers.set(lang, tokeniser);
	}
	const tokens = tokeniser.run(text);
	return tokens.words!.slice(0, tokens.n);
}
