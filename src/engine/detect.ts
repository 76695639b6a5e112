/** Tells French from English by function words and letters, so that only the lexicon needed is loaded. */
import type { Lang } from '#contracts/ids.ts';
import { spread, step1 } from './hash.ts';

const FRENCH = new Set(
	(
		'je tu il elle on nous vous ils elles le la les un une des du de et est sont suis es ai as ont avec pour pas ne que qui quoi ' +
		'mais ou ce cette ces mon ma mes ton ta tes son sa ses notre nos votre leur leurs au aux dans sur sous chez par plus tres trop ' +
		'bien rien tout tous toute jour semaine boulot travail fait fais faire ca cest jai jsuis chui ya tjs pcq dc pr ds avoir etre etait ' +
		'moi toi lui eux se si comme depuis encore jamais toujours aussi donc car quand alors enfin hier demain aujourd hui meme peu ' +
		'beaucoup entre apres avant sans bof mdr ras jour matin soir nuit vraiment equipe chef cheffe collegue collegues fatigue fatiguee ' +
		'creve crevee content contente ras marre nul nulle seul seule epuise epuisee bonne bon mauvais mauvaise super galere rdv jsp pk rh pire mieux pareil bcp mtn rentre marche reunion bilan calme pause vide mort morte relou tranquille ok'
	).split(' '),
);
const ENGLISH = new Set(
	(
		'i you he she it we they the a an of and is are was were am be been have has had do does did not no with for to in on at by ' +
		'from my your his her our their this that these those but or if so because what who when where how why all any some more most ' +
		'very too just got get gets going went day week work job today yesterday tomorrow me him us them its im ive dont cant didnt ' +
		'isnt wasnt will would can could should there here about after before again still never always nothing everyone nobody one ' +
		'two up out off over then than much many as into back down really fine good bad tired knackered meh happy sad angry bored ok ' +
		'boss manager team shift quiet nice great best better worse worst busy calm lonely done fed grand same old bit mixed feel less pressure pure chaos ashamed lost supported proud rested slept badly usual decent'
	).split(' '),
);
/** Characters looked at: enough to tell, whatever the length. */
const LOOK = 2000;
/** Lead at which the rest need not be read. */
const CLEAR = 6;

const FRENCH_WORD = 1;
const ENGLISH_WORD = 2;
const LETTERS_MAX = 10;

/** Open addressing by a hash of the letters; words of both lists are left out, they tell nothing. */
const SIZE = 2048;
const KEYS = new Int32Array(SIZE);
const BITS = new Uint8Array(SIZE);
for (const [words, bit] of [
	[FRENCH, FRENCH_WORD],
	[ENGLISH, ENGLISH_WORD],
] as const) {
	for (const word of words) {
		if (FRENCH.has(word) && ENGLISH.has(word)) continue;
		let hash = 0;
		for (let i = 0; i < word.length; i++) hash = step1(hash, word.charCodeAt(i));
		let slot = spread(hash) & (SIZE - 1);
		while (BITS[slot]) slot = (slot + 1) & (SIZE - 1);
		KEYS[slot] = hash;
		BITS[slot] = bit;
	}
}

/** Undecidable texts are French. */
export function detectLang(text: string): Lang {
	let lead = 0; // French above, English below
	const end = Math.min(text.length, LOOK);
	let letters = 0;
	let hash = 0;
	/** The last four letters, one byte each. */
	let tail = 0;
	let shape = 0;
	for (let i = 0; i <= end; i++) {
		const code = i < end ? text.charCodeAt(i) : 32;
		const lower = code | 32;
		if (lower >= 97 && lower <= 122) {
			letters++;
			hash = step1(hash, lower);
			tail = (tail << 8) | lower;
			// w and k, th, sh, gh are English; French writes them in borrowed words only
			if (lower === 119 || lower === 107) shape = -0.4;
			else if (lower === 104 && ENGLISH_BEFORE_H.has((tail >> 8) & 255)) shape = -0.4;
			continue;
		}
		if (code >= 0xc0 && code <= 0x17f) {
			if (code !== 0xd7 && code !== 0xf7) lead += 1.5;
			letters = LETTERS_MAX + 1; // no function word of either list has an accent
			continue;
		}
		if (letters === 0) continue;
		if (letters <= LETTERS_MAX) {
			const bit = lookUp(hash);
			const share = letters > 1 ? 1 : 0.5;
			if (bit === FRENCH_WORD) lead += share;
			else if (bit === ENGLISH_WORD) lead -= share;
			else lead += shape || ending(tail, letters);
			if (code === 39 || code === 0x2019) lead += apostrophe(text, i, letters, tail & 255);
		} else lead += shape || ending(tail, letters);
		if (lead > CLEAR) return 'fr';
		if (lead < -CLEAR) return 'en';
		letters = 0;
		hash = 0;
		tail = 0;
		shape = 0;
	}
	return lead < 0 ? 'en' : 'fr';
}

/** s, t, g */
const ENGLISH_BEFORE_H = new Set([115, 116, 103]);
const ENDINGS: [string, number][] = [
	['ing', -0.7],
	['ed', -0.4],
	['ly', -0.5],
	['y', -0.2],
	['ous', -0.2],
	['ment', 0.2],
	['ez', 0.4],
	['eux', 0.5],
	['euse', 0.5],
	['aux', 0.5],
	['ais', 0.4],
	['ait', 0.4],
	['oir', 0.4],
	['ique', 0.4],
	['elle', 0.4],
	['ette', 0.4],
	['eur', 0.4],
	['ee', 0.2],
];
const TAILS = ENDINGS.map(([end, weight]) => {
	let bits = 0;
	for (let i = 0; i < end.length; i++) bits = (bits << 8) | end.charCodeAt(i);
	return {
		bits,
		mask: end.length === 4 ? -1 : (1 << (8 * end.length)) - 1,
		length: end.length,
		weight,
	};
});

/** What the ending of an unknown word tells. */
function ending(tail: number, letters: number): number {
	for (const { bits, mask, length, weight } of TAILS) {
		if (letters > length && (tail & mask) === bits) return weight;
	}
	return 0;
}

function lookUp(hash: number): number {
	let slot = spread(hash) & (SIZE - 1);
	while (BITS[slot]) {
		if (KEYS[slot] === hash) return BITS[slot]!;
		slot = (slot + 1) & (SIZE - 1);
	}
	return 0;
}

/** `l'`, `qu'` are French; `n't`, `'s`, `'ll` English. */
function apostrophe(text: string, at: number, letters: number, last: number): number {
	const after = text.charCodeAt(at + 1) | 32;
	const next = text.charCodeAt(at + 2) | 32;
	const short = !(next >= 97 && next <= 122);
	if (short && (after === 116 || after === 115 || after === 109 || after === 100)) return -1.5;
	if (letters === 1 || last === 117) return 1.5;
	return after === 114 || after === 118 || after === 108 ? -1 : 0;
}
