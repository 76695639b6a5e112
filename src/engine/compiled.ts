/** The form in which a lexicon reaches the engine: small to send, quick to unfold (`prepare`). */
import type { Lang } from '#contracts/ids.ts';

/** What `src/lexicon/compile.ts` writes. Opaque but for `lang`: pass it to `createEngine` as parsed from JSON. */
export type CompiledLexicon = {
	format: 2;
	lang: Lang;
	/** Ending tables, one a line, endings separated by a comma. */
	endings: string;
	/**
	 * Words, one a line: a word, or `lemma TAB letters of its stem TAB ending table`; then, after `¦`, the classes it belongs to, one
	 * character each. The first `symbols` lines are the symbols of patterns, `@class` and `{SLOT}` among them.
	 */
	words: string;
	symbols: number;
	/** Number of inflected forms, to make room for. */
	forms: number;
	/** Patterns of one row after the other, as `program.ts` writes them. */
	program: string;
	/** Members of several words, in the same writing, and the class symbol of each. */
	spans: string;
	spanClasses: string;
	/** Files in order, with their number of rows. */
	files: [name: string, rows: number][];
	/** Distinct effects, one a line, weights resolved. */
	effects: string;
	/** By row: index of its effect, one character each. */
	rowEffects: string;
	/** Frames: their ids and reasons, one a line: `id TAB reason`. */
	frames: string;
	/** Variants, one a line: `normal form TAB variant,variant`. */
	spelling: string;
	/** Scope rules, one a line, the columns of scope.tsv without its example. */
	scope: string;
	/** The table of weighted signs (sign-table.ts) in base64; empty where a lexicon has none. */
	signs: string;
	/** Constants of weights.tsv. */
	weights: Record<string, number>;
};
