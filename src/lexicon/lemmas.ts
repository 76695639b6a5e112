/** The inflected forms in use, and how they split into a stem and endings. */
import type { Lang } from '#contracts/ids.ts';
import { wordsOf } from '#engine/words.ts';
import type { Inflector, Kind } from './inflect.ts';

export class LemmaTable {
	private readonly inflector: Inflector;
	private readonly known = new Map<string, string[]>();

	constructor(inflector: Inflector) {
		this.inflector = inflector;
	}

	/** Pattern elements for `~lemma` (`name` without its tilde, with an optional `v:` `n:` `a:`); each word of a compound inflects. */
	references(name: string, lang: Lang): string[] {
		const forced = /^([vna]):(.+)$/.exec(name);
		const words = wordsOf(forced ? forced[2]! : name, lang);
		return words.map((word) => {
			const kind = (forced?.[1] as Kind | undefined) ?? this.guess(word, lang);
			const key = `${kind}:${word}`;
			if (!this.known.has(key)) this.known.set(key, this.inflector.forms(word, kind));
			return this.known.get(key)!.length === 1 ? word : `~${key}`;
		});
	}

	/** A known infinitive is a verb; else French words inflect as adjectives, English ones as nouns. */
	private guess(word: string, lang: Lang): Kind {
		if (this.inflector.isVerb(word)) return 'v';
		return lang === 'fr' ? 'a' : 'n';
	}

	/** All forms of an element of a pattern. */
	forms(element: string): string[] {
		return element.startsWith('~') ? this.known.get(element.slice(1))! : [element];
	}

	/** An element as what its forms share and, joined by commas, what they add. */
	shape(element: string): { stem: string; endings: string } {
		const forms = this.forms(element);
		const stem = sharedStart(forms);
		return { stem, endings: [...new Set(forms.map((form) => form.slice(stem.length)))].sort().join(',') };
	}
}

function sharedStart(words: string[]): string {
	let stem = words[0] ?? '';
	for (const word of words) while (!word.startsWith(stem)) stem = stem.slice(0, -1);
	return stem;
}
