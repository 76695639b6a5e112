/** What the engine says of a text (DESIGN sections 5 and 6). */
import type { Difficulty, Emotion, Family, Lang, Pole, Safety, Valence } from './ids.ts';

/** One cue in the text: offsets in UTF-16 units of the original text, end exclusive. */
export type Evidence = {
	start: number;
	end: number;
	/** The words themselves, as typed. */
	cue: string;
	/** What they speak for: an emotion id, a factor with its pole, a difficulty, `positive`, `negative`, `neutral`, `crisis`, `violence`. */
	label: string;
	/** 0..1, after scope. */
	weight: number;
	/** Id of the lexicon row or frame, `file:term` or `frames:id`. */
	rule: string;
	/** Ids of the scope rules that changed it (negated, past, other…). */
	scope?: string[];
	/** Why, in the text's language, where the rule says it (frames do). */
	reason?: string;
};

export type Reading = {
	lang: Lang;
	/** -1..1 */
	valence: number;
	/** The three classes of the guidelines. */
	polarity: Valence;
	/** 0..1: how strongly it is put. */
	intensity: number;
	/** 0..1: how sure the engine is; under its threshold it prefers silence. */
	confidence: number;
	/** Strongest first. */
	emotions: { emotion: Emotion; weight: number }[];
	/** Strongest first; never both poles of one family. */
	factors: { factor: Family; pole: Pole; weight: number }[];
	difficulty: Difficulty;
	safety: Safety | null;
	evidence: Evidence[];
	/** Flags that explain the reading: irony, question, wish, past, mixed. */
	flags: string[];
};
