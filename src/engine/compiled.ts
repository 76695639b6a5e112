/** The form in which a lexicon reaches the engine: compact text, unfolded once by `prepare`. */
import type { Lang } from '#contracts/ids.ts';

/** What `src/lexicon/compile.ts` writes. Opaque but for `lang`: pass it to `createEngine` as parsed from JSON. */
export type CompiledLexicon = {
	format: 1;
	lang: Lang;
	/** Ending tables, one a line, endings separated by a comma. */
	endings: string;
	/** One lemma a line: `name TAB stem TAB table`. */
	lemmas: string;
	/** Word classes, one a line: `@name TAB member;member`. */
	classes: string;
	/** Rows, one a line: `pattern TAB effects TAB weight TAB id TAB reason`; a line `#file` opens a file. */
	rows: string;
	/** Variants, one a line: `normal form TAB variant,variant`. */
	spelling: string;
	/** Scope rules, one a line, the columns of scope.tsv without its example. */
	scope: string;
	/** Constants of weights.tsv. */
	weights: Record<string, number>;
};
