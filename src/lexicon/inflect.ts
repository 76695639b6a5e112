/** Inflected forms of French and English words for the compiler: tables of the packages, then rules of our own. */
import { createRequire } from 'node:module';
import type { Lang } from '#contracts/ids.ts';

const require = createRequire(import.meta.url);

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

type Conjugation = Record<string, string[]>;

function createFrench(): Inflector {
	const table = require('french-verbs-lefff/dist/conjugations.json') as Record<string, Conjugation>;
	const own: Record<string, string> = EXTRA_FRENCH_VERBS;
	return {
		isVerb: (word) => word in table || word in own,
		forms: (word, kind) => (kind === 'v' ? frenchVerb(table, word, own) : frenchNoun(word, kind)),
	};
}

/** Verbs that people write and Lefff lacks: conjugated like a regular model. */
const EXTRA_FRENCH_VERBS: Record<string, string> = Object.fromEntries(
	(
		'débriefer briefer brifer débriffer ghoster spammer manager micromanager challenger switcher scroller badger kiffer merger ' +
		'teamser forwarder booster checker liker matcher zoomer procrastiner doucher flipper galérer stresser déstresser déconnecter ' +
		'télétravailler burnouter saouler soûler gaver cartonner assurer bader rager seumer taffer bosser trimer crasher planter ' +
		'bugger buguer pusher reviewer onboarder staffer débugger coder scanner picker benchmarker surcharger dispatcher ' +
		'recadrer rusher speeder bipper sous-payer sous-estimer'
	)
		.split(' ')
		.map((verb) => [verb, 'er']),
);

const PERSONS = { je: 1, vous: 2, nous: 4 };

function frenchVerb(table: Record<string, Conjugation>, word: string, own: Record<string, string>): string[] {
	const conjugation = table[word];
	const forms = new Set([word]);
	if (conjugation) {
		for (const list of Object.values(conjugation)) {
			for (const form of list) if (form && form !== 'NA') forms.add(form);
		}
		// Lefff omits agreement where a participle is rarely feminine
		const participle = conjugation['K']?.[0];
		if (participle && /[éiu]$/.test(participle)) for (const end of ['e', 's', 'es']) forms.add(participle + end);
	} else if (word in own || /er$/.test(word)) {
		const stem = word.slice(0, -2);
		const soft = /g$/.test(stem) ? `${stem}e` : stem;
		const endings = 'e es ez ent é ée és ées er erai eras era erons erez eront erais erait erions eriez eraient iez ions';
		for (const end of endings.split(' ')) forms.add(stem + end);
		for (const end of 'ons ais ait aient ant ai a'.split(' ')) forms.add(soft + end);
	}
	return [...forms];
}

void PERSONS;

const FEMININES: [RegExp, string][] = [
	[/eux$/, 'euse'],
	[/eur$/, 'euse'],
	[/teur$/, 'trice'],
	[/if$/, 'ive'],
	[/el$/, 'elle'],
	[/eil$/, 'eille'],
	[/er$/, 'ère'],
	[/et$/, 'ète'],
	[/et$/, 'ette'],
	[/en$/, 'enne'],
	[/on$/, 'onne'],
	[/ul$/, 'ulle'],
	[/os$/, 'osse'],
	[/as$/, 'asse'],
	[/ais$/, 'aisse'],
	[/anc$/, 'anche'],
];
const ODD_FEMININES: Record<string, string> = {
	fou: 'folle',
	beau: 'belle',
	nouveau: 'nouvelle',
	vieux: 'vieille',
	doux: 'douce',
	jaloux: 'jalouse',
	sec: 'sèche',
	long: 'longue',
	public: 'publique',
	gentil: 'gentille',
	favori: 'favorite',
	faux: 'fausse',
	roux: 'rousse',
	frais: 'fraîche',
	grec: 'grecque',
	maître: 'maîtresse',
	sot: 'sotte',
	aigu: 'aiguë',
	exigu: 'exiguë',
	mou: 'molle',
	malin: 'maligne',
	bénin: 'bénigne',
	copain: 'copine',
	rigolo: 'rigolote',
	net: 'nette',
	flou: 'floue',
};

function frenchNoun(word: string, kind: Kind): string[] {
	const forms = new Set([word]);
	const plural = (form: string): void => {
		if (/[sxz]$/.test(form)) return;
		if (/(eau|eu|ou)$/.test(form)) forms.add(`${form}x`);
		if (/al$/.test(form)) forms.add(form.replace(/al$/, 'aux'));
		if (/ail$/.test(form)) forms.add(form.replace(/ail$/, 'aux'));
		forms.add(`${form}s`);
	};
	plural(word);
	if (kind === 'a' && !/e$/.test(word)) {
		const odd = ODD_FEMININES[word];
		const feminines = odd ? [odd] : [];
		if (!odd) {
			for (const [ending, other] of FEMININES) {
				if (ending.test(word)) feminines.push(word.replace(ending, other));
			}
			if (!/(eux|eur|if|er)$/.test(word)) feminines.push(`${word}e`);
		}
		for (const feminine of feminines) {
			forms.add(feminine);
			plural(feminine);
		}
	}
	if (kind === 'a' && /é$/.test(word)) for (const end of ['e', 's', 'es']) forms.add(word + end);
	return [...forms];
}

type Compromise = {
	verb(word: string): { conjugate(): Record<string, string>[] };
} & ((text: string) => {
	tag(tag: string): { verbs(): { conjugate(): Record<string, string>[] } };
});

const ODD_ENGLISH: Record<string, string[]> = {
	be: ['be', 'am', 'is', 'are', 'was', 'were', 'been', 'being'],
	have: ['have', 'has', 'had', 'having'],
	do: ['do', 'does', 'did', 'done', 'doing'],
	go: ['go', 'goes', 'went', 'gone', 'going'],
	get: ['get', 'gets', 'got', 'gotten', 'getting'],
	can: ['can', 'could'],
	will: ['will', 'would'],
	burn: ['burn', 'burns', 'burned', 'burnt', 'burning'],
	learn: ['learn', 'learns', 'learned', 'learnt', 'learning'],
	lie: ['lie', 'lies', 'lied', 'lay', 'lain', 'lying'],
	leave: ['leave', 'leaves', 'left', 'leaving'],
	'burn out': ['burn out'],
};

function createEnglish(): Inflector {
	const sign = Math.sign;
	const nlp = require('compromise') as Compromise;
	const natural = require('natural') as {
		NounInflector: new () => { pluralize(word: string): string };
	};
	Math.sign = sign; // natural replaces it with one that maps 0 to 1
	const nouns = new natural.NounInflector();
	return {
		isVerb: (word) => ENGLISH_VERBS.has(word) || word in ODD_ENGLISH,
		forms(word, kind) {
			if (kind === 'v') return ODD_ENGLISH[word] ?? englishVerb(nlp, word);
			const forms = new Set([word]);
			if (kind === 'n') {
				forms.add(nouns.pluralize(word));
				forms.add(`${word}${/(s|x|z|ch|sh)$/.test(word) ? 'es' : 's'}`);
			} else for (const form of englishAdjective(word)) forms.add(form);
			return [...forms];
		},
	};
}

function englishVerb(nlp: Compromise, word: string): string[] {
	const forms = new Set([word]);
	const table = nlp(word).tag('Verb').verbs().conjugate()[0] ?? {};
	for (const form of Object.values(table)) if (!form.includes(' ')) forms.add(form.toLowerCase());
	const stem = word.replace(/e$/, '');
	const doubled = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(word) ? word + word.at(-1)! : null;
	const base = /[^aeiou]y$/.test(word) ? word.slice(0, -1) : null;
	forms.add(base ? `${base}ies` : /(s|x|z|ch|sh|o)$/.test(word) ? `${word}es` : `${word}s`);
	if (forms.size < 5) {
		forms.add(`${/ie$/.test(word) ? word.replace(/ie$/, 'y') : doubled ?? stem}ing`);
		forms.add(base ? `${base}ied` : `${doubled ?? stem}ed`);
	}
	return [...forms];
}

function englishAdjective(word: string): string[] {
	if (word.length > 7 || word.includes(' ')) return [];
	if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ier`, `${word.slice(0, -1)}iest`];
	if (/e$/.test(word)) return [`${word}r`, `${word}st`];
	if (/(ed|ing|ful|less|ous|ive|al|ic)$/.test(word)) return [];
	const stem = /^[^aeiou]+[aeiou][bdgmnt]$/.test(word) ? word + word.at(-1)! : word;
	return [`${stem}er`, `${stem}est`];
}

const ENGLISH_VERBS = new Set<string>();
