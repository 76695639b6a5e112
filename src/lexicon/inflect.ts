/** Inflected forms of French and English words for the compiler. */
import type { Lang } from '#contracts/ids.ts';
import { createEnglish } from './inflect-english.ts';
import { createFrench } from './inflect-french.ts';

export type Kind = 'v' | 'n' | 'a';
export type Inflector = {
	/** Is the word the base form of a verb? */
	isVerb(word: string): boolean;
	/** All forms of a word, itself included, lower case with accents. */
	forms(word: string, kind: Kind): string[];
};

/** Loads the dictionaries of one language (French: the conjugations of Lefff; English: compromise and natural). */
export function createInflector(lang: Lang): Inflector {
	return lang === 'fr' ? createFrench() : createEnglish();
}
