/** The lexicon as its readers see it: every row of its sources, and how often what is read agrees with people. Written at the build, read by the committee's page. */
import type { Lang } from './ids.ts';

/** A label (an emotion, `intensity-`, `d.fatigue`, `crisis`, `negator`, `@manager`, …; `!` in front: when negated) and its weight. */
export type Said = [label: string, weight: number];

export type CatalogueRow = {
	/** The source file without `.tsv`. */
	theme: string;
	/** Line in that file; the header is line 1. */
	line: number;
	/** Word, expression, pattern, or (scope) the operator that triggers it. */
	term: string;
	/** Spellings that the row also takes, as written. */
	forms: string;
	says: Said[];
	example: string;
	/** Why, in the language of the file. */
	reason: string;
	/** Signs only: what `term` is. */
	sign?: 'word' | 'pair' | 'class' | 'rule';
	/** Labelled texts in which the row spoke (signs: in which it was found when it was weighed). */
	fired?: number;
	/** Of these, those whose reader gave the row's first label; absent where no reader gives it. */
	agreed?: number;
	/** Left out of what devices fetch (unshipped.tsv): no labelled text ever used it. */
	unshipped?: true;
	/** An addition of the organisation's own. */
	own?: true;
};

/** Texts, and how many of them are read as their reader read them. */
export type Agreement = { of: number; right: number };
/** What readers said, what Murmure said, and what both said. */
export type Retrieval = { there: number; said: number; hit: number };

/** How the hold-out texts were read, which whoever writes the rules never read. */
export type Measured = {
	texts: number;
	/** `opposite`: good read as bad, or bad as good. */
	valence: Agreement & { opposite: number };
	emotions: Retrieval;
	/** Among the texts in which an emotion is felt: the first one read is among the reader's. */
	dominant: Agreement;
	factors: Retrieval;
	difficulty: Agreement;
	crisis: Retrieval;
	violence: Retrieval;
};

export type Catalogue = {
	lang: Lang;
	rows: CatalogueRow[];
	/** Labelled texts on which rows were counted; 0 where there were none at the build. */
	texts: number;
	/** Null where there were no hold-out texts at the build. */
	measured: Measured | null;
};
