/** The closed lists of words from which the slots {NUM} {TIME} {DUR} {PERSON} are built. */
import type { Lang } from '#contracts/ids.ts';

export const SLOTS = ['{NUM}', '{TIME}', '{DUR}', '{PERSON}'] as const;
export type SlotNumbers = Record<(typeof SLOTS)[number], number>;

export const NUM_WORD = 1;
export const UNIT = 2;
export const HOUR = 4;
export const HALF_DAY = 8;
export const CLOCK = 16;
export const VAGUE = 32;
export const DETERMINER = 64;
export const PRONOUN = 128;
export const ADJECTIVE = 256;
export const PERSON_WORD = 512;

const WORDS: Record<Lang, [number, string][]> = {
	fr: [
		[
			NUM_WORD,
			'un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente ' +
				'quarante cinquante soixante septante nonante cent cents mille dizaine douzaine quinzaine vingtaine ' +
				'trentaine cinquantaine centaine',
		],
		[
			UNIT,
			'minute minutes min heure heures h jour jours semaine semaines mois an ans annees annee nuit nuits soir soirs siecles',
		],
		[HOUR, 'h heure heures'],
		[CLOCK, 'midi minuit'],
		[VAGUE, 'des quelques plusieurs'],
		[
			DETERMINER,
			'le la les un une des mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces du au aux ' +
				'chaque certains certaines quelques plusieurs tous toutes',
		],
		[PRONOUN, 'il elle ils elles on eux lui quelqu'],
		[
			ADJECTIVE,
			'nouveau nouvelle nouveaux nouvelles petit petite petits petites gros grosse ancien ancienne autre autres seul seule ' +
				'propre chers cheres jeune jeunes vieux vieille grand grande super fameux fameuse deux trois quatre',
		],
	],
	en: [
		[
			NUM_WORD,
			'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
				'nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen',
		],
		[
			UNIT,
			'minute minutes min mins hour hours hr hrs day days week weeks month months year years night nights evening evenings ' +
				'weekend weekends yrs ages',
		],
		[HOUR, 'oclock'],
		[HALF_DAY, 'am pm'],
		[CLOCK, 'noon midnight midday'],
		[VAGUE, 'several few couple many'],
		[
			DETERMINER,
			'the a an my your his her our their this that these those some every each all another any',
		],
		[PRONOUN, 'he she they them him somebody someone everyone everybody'],
		[
			ADJECTIVE,
			'new old other whole own deputy young big little lovely great good two three four wee first second last',
		],
	],
};

/** Bits by word. */
export function slotBits(lang: Lang): Map<string, number> {
	const bits = new Map<string, number>();
	for (const [bit, words] of WORDS[lang]) {
		for (const word of words.split(' ')) bits.set(word, (bits.get(word) ?? 0) | bit);
	}
	return bits;
}
