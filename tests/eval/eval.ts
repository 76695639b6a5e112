/** `npm run eval`: how well the engine reads labelled check-ins, by language, kind and trait. */
import { join, resolve } from 'node:path';
import { LANGS, type Lang } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';
import { createEngine, type Engine, type Lexicons } from '#engine/read.ts';
import { corpusFiles } from '#lexicon/measure/read-corpus.ts';
import { packageRoot, readCompiled } from '#lexicon/sources.ts';
import { type Labelled, loadCorpus } from '../corpus/load.ts';
import { ablations } from './ablations.ts';
import { compareKinds } from './kinds.ts';
import { macroF1, microF1, recallPrecision } from './metrics.ts';

export type Result = { item: Labelled; reading: Reading };
export type Scores = {
	n: number;
	valence: number;
	emotions: number;
	dominant: number;
	factors: number;
	difficulty: number;
	crisis: [number, number];
	violence: [number, number];
};

const HEAD =
	'                          n  valence emotions dominant factors difficulty crisis r/p  violence r/p';

/** Prints the tables asked for by `argv`: --errors N, --trait, --ablate, --kinds, --hold-out, --corpus FILE…, --root DIR, --lang fr|en. */
export function run(argv: string[] = process.argv.slice(2)): number {
	const root = packageRoot();
	const option = (name: string): string | undefined => {
		const at = argv.indexOf(name);
		return at < 0 ? undefined : argv[at + 1];
	};
	const lexicons = loadLexicons(option('--root') ?? root);
	if (argv.includes('--kinds')) {
		compareKinds(root, lexicons);
		return 0;
	}
	const items = files(argv, root)
		.flatMap(loadCorpus)
		.filter((item) => !option('--lang') || item.lang === option('--lang'));
	const results = readAll(createEngine(lexicons), items);
	console.log(HEAD);
	for (const [name, group] of groupBy(results, ({ item }) => `${item.lang} ${item.kind}`)) {
		console.log(row(name, score(group)));
	}
	if (argv.includes('--trait')) {
		for (const lang of LANGS) {
			const own = results.filter(({ item }) => item.lang === lang);
			const traits = new Set(own.flatMap(({ item }) => item.traits));
			for (const trait of [...traits].sort()) {
				console.log(
					row(`${lang} ${trait}`, score(own.filter(({ item }) => item.traits.includes(trait)))),
				);
			}
		}
	}
	for (const lang of LANGS)
		riskCoverage(
			lang,
			results.filter(({ item }) => item.lang === lang),
		);
	const errors = Number(option('--errors') ?? 0);
	if (errors) printErrors(results, errors);
	if (argv.includes('--ablate')) ablate(root, items);
	return 0;
}

function files(argv: string[], root: string): string[] {
	const at = argv.indexOf('--corpus');
	if (argv.includes('--hold-out')) return LANGS.flatMap((lang) => corpusFiles(root, lang).holdOut);
	if (at >= 0) {
		const rest = argv.slice(at + 1);
		const end = rest.findIndex((word) => word.startsWith('--'));
		return (end < 0 ? rest : rest.slice(0, end)).map((file) => resolve(file));
	}
	const folder = resolve(root, process.env['MURMURE_EVAL_DIR'] ?? '../shared/eval');
	return ['dev-fr', 'dev2-fr', 'dev-en', 'dev2-en'].map((name) => join(folder, `${name}.jsonl`));
}

/** The compiled lexicons of the package at `root`, rows named. */
export function loadLexicons(root: string): Lexicons {
	const lexicons: Lexicons = {};
	for (const lang of LANGS) lexicons[lang] = readCompiled(root, lang);
	return lexicons;
}

export function readAll(engine: Engine, items: Labelled[]): Result[] {
	return items.map((item) => ({ item, reading: engine.read(item.text, { lang: item.lang }) }));
}

const emotionsOf = (reading: Reading): string[] => reading.emotions.map(({ emotion }) => emotion);
const factorsOf = (reading: Reading): string[] =>
	reading.factors.map(({ factor, pole }) => factor + pole);

export function score(results: Result[]): Scores {
	const felt = results.filter(({ item }) => item.emotions.length > 0);
	const dominant = felt.filter(({ item, reading }) => {
		const first = reading.emotions[0];
		return first !== undefined && item.emotions.includes(first.emotion);
	});
	const safety = results.map(({ item, reading }): [string, string] => [
		item.safety ?? '',
		reading.safety ?? '',
	]);
	return {
		n: results.length,
		valence: macroF1(
			results.map(({ item, reading }) => [`${item.valence}`, `${reading.polarity}`]),
		),
		emotions: microF1(results.map(({ item, reading }) => [item.emotions, emotionsOf(reading)])),
		dominant: felt.length ? dominant.length / felt.length : 0,
		factors: microF1(results.map(({ item, reading }) => [item.factors, factorsOf(reading)])),
		difficulty: macroF1(results.map(({ item, reading }) => [item.difficulty, reading.difficulty])),
		crisis: recallPrecision(safety, 'crisis'),
		violence: recallPrecision(safety, 'violence'),
	};
}

function row(name: string, s: Scores): string {
	const n3 = (value: number): string => value.toFixed(3).replace('0.', '.').padStart(8);
	const pair = (value: [number, number]): string =>
		`${value[0].toFixed(2)} ${value[1].toFixed(2)}`.padStart(13);
	return (
		name.padEnd(22) +
		String(s.n).padStart(5) +
		[s.valence, s.emotions, s.dominant, s.factors, s.difficulty].map(n3).join(' ') +
		pair(s.crisis) +
		pair(s.violence)
	);
}

export function groupBy<T>(list: T[], key: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
	return groups;
}

/** Error rate of the polarity among the surest readings. */
function riskCoverage(lang: Lang, results: Result[]): void {
	if (!results.length) return;
	const sorted = [...results].sort((a, b) => b.reading.confidence - a.reading.confidence);
	const line = [0.25, 0.5, 0.75, 0.9, 1].map((share) => {
		const sure = sorted.slice(0, Math.max(1, Math.round(sorted.length * share)));
		const wrong = sure.filter(({ item, reading }) => item.valence !== reading.polarity).length;
		return `${Math.round(share * 100)} %: ${((100 * wrong) / sure.length).toFixed(1)} %`;
	});
	console.log(`${lang} risk at coverage   ${line.join('   ')}`);
}

/** How wrong a reading is: valence weighs most. */
function distance({ item, reading }: Result): number {
	const emotions = emotionsOf(reading);
	const factors = factorsOf(reading);
	const missed = item.emotions.filter((e) => !emotions.includes(e)).length;
	const extra = emotions.filter((e) => !item.emotions.includes(e)).length;
	const lost = item.factors.filter((f) => !factors.includes(f)).length;
	const more = factors.filter((f) => !item.factors.includes(f)).length;
	return (
		2 * Math.abs(item.valence - reading.polarity) +
		0.5 * (missed + extra) +
		0.5 * (lost + more) +
		(item.difficulty === reading.difficulty ? 0 : 0.5) +
		(item.safety === reading.safety ? 0 : 4)
	);
}

function printErrors(results: Result[], count: number): void {
	for (const lang of LANGS) {
		const worst = results
			.filter(({ item }) => item.lang === lang)
			.map((result) => ({ result, d: distance(result) }))
			.filter(({ d }) => d > 0)
			.sort((a, b) => b.d - a.d)
			.slice(0, count);
		for (const { result } of worst) {
			const { item, reading } = result;
			console.log(`\n${item.id} ${JSON.stringify(item.text)}`);
			console.log(
				`  gold ${item.valence} [${item.emotions}] [${item.factors}] ${item.difficulty} ${item.safety}`,
			);
			console.log(
				`  read ${reading.polarity} (${reading.valence}) [${emotionsOf(reading)}] [${factorsOf(reading)}] ${reading.difficulty} ${reading.safety}`,
			);
			for (const cue of reading.evidence) {
				console.log(`    ${cue.label} ${cue.weight} "${cue.cue}" ${cue.rule} ${cue.scope ?? ''}`);
			}
		}
	}
}

/** What each rule family brings: the scores without it. */
function ablate(root: string, items: Labelled[]): void {
	console.log(`\nwithout…\n${HEAD}`);
	for (const [name, without] of ablations(root)) {
		const results = readAll(createEngine(without), items);
		for (const [kind, group] of groupBy(results, ({ item }) => item.lang)) {
			console.log(row(`${name} ${kind}`, score(group)));
		}
	}
}
