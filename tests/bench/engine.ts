/** `npm run bench -- engine`: check-ins per second on one thread, every output on, beside three npm packages in the same run; then many different texts. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { brotliCompressSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { type Lang, LANGS } from '#contracts/ids.ts';
import { createEngine, type Engine } from '#engine/read.ts';
import { corpusFiles } from '#lexicon/measure/read-corpus.ts';
import { compiledFiles, packageRoot } from '#lexicon/sources.ts';
import { loadCorpus } from '../corpus/load.ts';
import { loadLexicons } from '../eval/eval.ts';

const require = createRequire(import.meta.url);
const CHECK_INS = 200_000;
/** The packages read fewer of the same texts: their rate does not depend on the number. */
const CHECK_INS_OTHERS = 40_000;

type Reader = { name: string; count: number; read: (text: string, lang: string) => unknown };

/** Fresh processes whose median start-up is taken. */
const STARTS = 9;

/** Prints rates, ratios, start-up times and compressed sizes; `--start LANG` is the process whose start-up is timed. */
export function run(argv: string[] = process.argv.slice(2)): number {
	const root = packageRoot();
	if (argv[0] === '--start') return start(root, argv[1] === 'en' ? 'en' : 'fr');
	const folder = resolve(root, process.env['MURMURE_EVAL_DIR'] ?? '../shared/eval');
	const items = ['dev-fr', 'dev2-fr', 'dev-en', 'dev2-en'].flatMap((name) =>
		loadCorpus(join(folder, `${name}.jsonl`)),
	);
	const lexicons = loadLexicons(root);
	const code = engineSize(root);
	for (const lang of ['fr', 'en'] as const) {
		const size = brotliCompressSync(readFileSync(shipped(root, lang))).length;
		console.log(
			`${lang}: lexicon ${kB(size)} + engine ${kB(code)} = ${kB(size + code)} kB brotli; ` +
				`ready in ${medianStart(lang).toFixed(0)} ms (median of ${STARTS} fresh processes)`,
		);
	}
	const engine = createEngine(lexicons);
	const readers: Reader[] = [
		{ name: 'murmure (all outputs)', count: CHECK_INS, read: (text) => engine.read(text) },
		...others(),
	];
	const rates = readers.map((reader) => [reader.name, measure(reader, items)] as const);
	const vader = rates.find(([name]) => name === 'vader-sentiment')?.[1] ?? 1;
	for (const [name, rate] of rates) {
		console.log(
			`${name.padEnd(24)}${Math.round(rate).toLocaleString('en').padStart(9)} texts/s  ${(rate / vader).toFixed(2)} x vader`,
		);
	}
	eachOnce(createEngine(lexicons), distinctTexts(root), items);
	return 0;
}

/** All check-ins of tests/corpus, no text twice. */
function distinctTexts(root: string): string[] {
	const files = LANGS.flatMap((lang) => Object.values(corpusFiles(root, lang)).flat());
	const tables = files.filter((file) => file.endsWith('.tsv'));
	return [...new Set(tables.flatMap(loadCorpus).map(({ text }) => text))];
}

/**
 * Reads every text once, by an engine that has read nothing but the few hundred of `warmUp`, then all again: the first pass meets most
 * words for the first time, the second shows what texts cost that were not just read. Every eighth is read by vader-sentiment as well.
 */
function eachOnce(engine: Engine, texts: string[], warmUp: { text: string }[]): void {
	for (let k = 0; k < 10; k++) for (const { text } of warmUp) kept = engine.read(text);
	const pass = (list: string[], read: (text: string) => unknown): number => {
		const begin = performance.now();
		for (const text of list) kept = read(text);
		return (list.length / (performance.now() - begin)) * 1000;
	};
	const first = pass(texts, (text) => engine.read(text));
	const second = pass(texts, (text) => engine.read(text));
	const some = texts.filter((_, i) => i % 8 === 0);
	const vader = pass(some, others()[0]!.read as (text: string) => unknown);
	for (const [name, rate] of [
		['each once', first],
		['each once again', second],
	] as const) {
		console.log(
			`${texts.length.toLocaleString('en')} different texts, ${name}: ${Math.round(rate).toLocaleString('en')} texts/s  ${(rate / vader).toFixed(2)} x vader`,
		);
	}
}

function kB(bytes: number): string {
	return (bytes / 1000).toFixed(1);
}

/** Times the making of an engine from the bytes of a lexicon and its first reading, and prints the milliseconds. */
function start(root: string, lang: Lang): number {
	const bytes = readFileSync(shipped(root, lang));
	const begin = performance.now();
	kept = createEngine({ [lang]: bytes }).read(FIRST_TEXT[lang]);
	console.log(performance.now() - begin);
	return 0;
}

/** What a browser fetches. */
function shipped(root: string, lang: Lang): string {
	return compiledFiles(root, lang)[0]!;
}

const FIRST_TEXT: Record<Lang, string> = {
	fr: "Encore une journée de fou, on était deux pour trente et j'en peux plus. Heureusement que l'équipe tient bon.",
	en: "Another mad day, two of us for thirty and I can't take any more. At least the team is holding together.",
};

function medianStart(lang: Lang): number {
	const times = Array.from({ length: STARTS }, () =>
		Number(execFileSync(process.execPath, [process.argv[1]!, '--start', lang])),
	).sort((a, b) => a - b);
	return times[STARTS >> 1]!;
}

/** Bytes of the engine as a browser gets it, without lexicon. */
function engineSize(root: string): number {
	const { outputFiles } = buildSync({
		stdin: { contents: "export { createEngine } from '#engine/read.ts';", resolveDir: root },
		bundle: true,
		minify: true,
		format: 'esm',
		write: false,
	});
	return brotliCompressSync(outputFiles[0]!.contents).length;
}

function others(): Reader[] {
	const { SentimentIntensityAnalyzer } = require('vader-sentiment') as {
		SentimentIntensityAnalyzer: { polarity_scores(text: string): unknown };
	};
	const wink = require('wink-sentiment') as (text: string) => unknown;
	const Sentiment = require('sentiment') as new () => { analyze(text: string): unknown };
	const sentiment = new Sentiment();
	const count = CHECK_INS_OTHERS;
	return [
		{
			name: 'vader-sentiment',
			count,
			read: (text) => SentimentIntensityAnalyzer.polarity_scores(text),
		},
		{ name: 'wink-sentiment', count, read: (text) => wink(text) },
		{ name: 'sentiment', count, read: (text) => sentiment.analyze(text) },
	];
}

/** Texts a second, after a warm-up of a twentieth. */
function measure(reader: Reader, items: { text: string; lang: string }[]): number {
	const pass = (count: number): number => {
		const begin = performance.now();
		for (let i = 0; i < count; i++) {
			const item = items[i % items.length]!;
			kept = reader.read(item.text, item.lang);
		}
		return (count / (performance.now() - begin)) * 1000;
	};
	pass(reader.count / 20);
	return pass(reader.count);
}

/** Holds the last answer, so that no reading can be optimised away. */
export let kept: unknown;
