/** The inflected forms in use, stored as stems and shared tables of endings. */
import type { Lang } from '#contracts/ids.ts';
import { wordsOf } from '#engine/words.ts';
import type { Inflector, Kind } from './inflect.ts';

export class LemmaTable {
	private readonly inflector: Inflector;
	private readonly known = new Map<string, string[]>();
	private readonly tables = new Map<string, number>();

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

	/** An element as the compiled form writes it: a lemma with the length of its stem and its ending table. */
	spec(element: string): string {
		if (!element.startsWith('~')) return element;
		const forms = this.known.get(element.slice(1))!;
		const name = element.slice(3);
		const stem = sharedStart(forms);
		const endings = [...new Set(forms.map((form) => form.slice(stem.length)))].sort().join(',');
		let table = this.tables.get(endings);
		if (table === undefined) this.tables.set(endings, (table = this.tables.size));
		return `${name}\t${stem.length}\t${table}`;
	}

	/** Number of forms of an element. */
	count(element: string): number {
		return this.known.get(element.slice(1))?.length ?? 1;
	}

	/** The tables of endings that `spec` has given out. */
	endings(): string {
		return [...this.tables.keys()].join('\n');
	}
}

function sharedStart(words: string[]): string {
	let stem = words[0] ?? '';
	for (const word of words) while (!word.startsWith(stem)) stem = stem.slice(0, -1);
	return stem;
}
