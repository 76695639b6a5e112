/** A small lexicon for tests, compiled by hand so that the engine's tests need neither files nor dictionaries. */
import type { Lang } from '#contracts/ids.ts';
import { compile } from '#lexicon/compile.ts';
import type { Inflector } from '#lexicon/inflect.ts';

const HEADER = 'term\tpos\teffect\tweight\tforms\texample\tsource\tnote';
const FRAMES = 'id\tpattern\teffect\tweight\treason\texample\tnote';
const SCOPE = 'id\ttrigger\teffect\tafter\tbefore\tbound\tfactor\treason\texample';

const SOURCES: Record<Lang, Record<string, string[]>> = {
	fr: {
		classes: [
			'cheffe\tn\t@manager\t\t\tMa cheffe est là.',
			'chef de service\tx\t@manager\t\t\tLe chef de service est là.',
		],
		emotions: [
			'content\ta\tjoy\t0.8\t\tJe suis content.',
			'fatigué\ta\tfatigue\t0.8\t\tJe suis fatiguée.',
			'épuisé\ta\tfatigue\t0.9\t\tJe suis épuisé.',
			'reconnaissance\tn\trelations+ gratitude:0.5\t0.6\t\tDe la reconnaissance.',
			"sale\ta\tdisgust\t0.6\t\tC'est sale.",
			"j'en peux plus\tx\tfatigue\t0.9\t\tJe n'en peux plus.",
			'😴\te\tfatigue\t0.7\t\tLundi 😴',
			"impression\tn\tconfusion\t0.5\t\tUne drôle d'impression.",
		],
		idioms: [
			'mort de rire\tx\tjoy figurative\t0.7\t\tOn était mort de rire.',
			'pas mal\tx\tpositive\t0.4\t\tPas mal.',
		],
		safety: ['~mourir\tv\tcrisis\t0.7\tmort\tJe veux mourir.'],
		operators: [
			'pas\tadv\tnegator\t0.9\t\tPas de chance.',
			'plus\tadv\tnegator\t0.5\t\tPlus rien.',
			'très\tadv\tintensifier\t0.5\t\tTrès bien.',
			'mais\tadv\tcontrast\t0.8\t\tMais non.',
			"j'aimerais\tx\twish\t0.8\t\tJ'aimerais partir.",
			"j'étais\tx\tpast\t0.7\t\tJ'étais là.",
			'ça va mieux\tx\tover positive:0.6\t0.8\t\tÇa va mieux.',
		],
		spelling: [
			"j'en peux plus\tx\tspelling\t\tjpp\tjpp",
			'très\tadv\tspelling\t\ttrés,tré\ttré bien',
		],
	},
	en: {
		classes: ['manager\tn\t@manager\t\t\tMy manager is in.'],
		emotions: ['happy\ta\tjoy\t0.8\t\tI am happy.', 'tired\ta\tfatigue\t0.8\t\tI am tired.'],
		operators: ['not\tadv\tnegator\t0.9\t\tNot now.', 'but\tadv\tcontrast\t0.8\t\tBut no.'],
	},
};
const FRAME_ROWS: Record<Lang, string[]> = {
	fr: [
		'peu-pour-beaucoup\t{NUM} pour {NUM}\tintensity- stress:0.5\t0.8\tPeu de monde pour beaucoup à faire.\tOn est deux pour quarante.',
		"remercie\t{PERSON} …2 (remercié|remerciée)\trelations+\t0.7\tOn a été remercié.\tMa cheffe m'a remerciée.",
	],
	en: [
		'few-for-many\t{NUM} …2 for {NUM}\tintensity- stress:0.5\t0.8\tFew people for much work.\tThree of us for forty.',
	],
};
const SCOPE_ROWS = [
	'negation\tnegator\tnegate\t4\t1\tclause\t1',
	'intensifier\tintensifier\traise\t3\t0\tclause\t1.25',
	'contrast\tcontrast\tcontrast\t99\t99\tsentence\t1',
	'wish\twish\twish\t7\t0\tclause\t1',
	'past\tpast\tpast\t7\t1\tclause\t0.6',
	'over\tover\tover\t6\t8\tclause\t1',
];
const WEIGHTS: [string, number][] = [
	['negated.positive', 0.6],
	['negated.negative', 0.4],
	['negated.serenity', 0.35],
	['negated.resource', 0.6],
	['wish.resource', 0.8],
	['wish.negative', 0.45],
	['past.over', 0.45],
	['past.share', 0.7],
	['past.lost', 0.5],
	['repeat', 0.3],
	['max.weight', 0.98],
	['contrast.before', 0.45],
	['contrast.after', 1.25],
	['polarity.threshold', 0.12],
	['emotion.threshold', 0.3],
	['emotion.second', 0.6],
	['emotion.against', 0.6],
	['factor.threshold', 0.4],
	['difficulty.threshold', 0.35],
	['difficulty.positive', 0.6],
];

/** Enough inflection for the fixture: feminine and plural. */
const inflector: Inflector = {
	isVerb: (word) => word === 'mourir',
	forms: (word, kind) => (kind === 'v' ? [word] : [word, `${word}s`, `${word}e`, `${word}es`]),
};

/** Sources of the fixture, as the compiler takes them. */
export function fixtureSources(lang: Lang): { file: string; text: string }[] {
	const files = Object.entries(SOURCES[lang]).map(([name, rows]) => ({
		file: `${lang}/${name}.tsv`,
		text: [HEADER, ...rows, ''].join('\n'),
	}));
	return [
		...files,
		{ file: `${lang}/frames.tsv`, text: [FRAMES, ...FRAME_ROWS[lang], ''].join('\n') },
		{
			file: `${lang}/scope.tsv`,
			text: [SCOPE, ...SCOPE_ROWS.map((row) => `${row}\t\t`), ''].join('\n'),
		},
		{
			file: 'weights.tsv',
			text: [
				'name\tvalue\tcomment',
				...WEIGHTS.map(([name, value]) => `${name}\t${value}\t-`),
				'',
			].join('\n'),
		},
	];
}

export const fixtureInflector = inflector;

export function fixtureLexicon(lang: Lang): Uint8Array[] {
	const { lexicon, names } = compile(fixtureSources(lang), lang, inflector);
	return [lexicon, names];
}
