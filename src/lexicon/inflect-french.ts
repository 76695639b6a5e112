/** Inflected forms of French words: the conjugations of Lefff, then rules of our own. */
import { createRequire } from 'node:module';
import type { Inflector, Kind } from './inflect.ts';

const require = createRequire(import.meta.url);

type Conjugation = Record<string, string[]>;

export function createFrench(): Inflector {
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

function frenchVerb(
	table: Record<string, Conjugation>,
	word: string,
	own: Record<string, string>,
): string[] {
	const conjugation = table[word];
	const forms = new Set([word]);
	if (conjugation) {
		for (const [tense, list] of Object.entries(conjugation)) {
			if (tense === 'J' || tense === 'T') continue; // nobody writes "nous fûmes" in a check-in
			for (const form of list) if (form && form !== 'NA') forms.add(form);
		}
		// Lefff omits agreement where a participle is rarely feminine
		const participle = conjugation['K']?.[0];
		if (participle && /[éiu]$/.test(participle))
			for (const end of ['e', 's', 'es']) forms.add(participle + end);
	} else if (word in own || /er$/.test(word)) {
		const stem = word.slice(0, -2);
		const soft = /g$/.test(stem) ? `${stem}e` : stem;
		const endings =
			'e es ez ent é ée és ées er erai eras era erons erez eront erais erait erions eriez eraient iez ions';
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
