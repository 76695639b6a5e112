/** `murmure lexicon check|explain|unused|conflicts|add|measure|export|import`: the linguist's bench (src/lexicon/README.md). */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { LANGS, type Lang } from '#contracts/ids.ts';
import { detectLang } from '#engine/detect.ts';
import { createProbe } from '#engine/probe.ts';
import { createEngine } from '#engine/read.ts';
import { type Compilation, compile } from '#lexicon/compile.ts';
import { createInflector } from '#lexicon/inflect.ts';
import { type Least, listUnused } from '#lexicon/unused.ts';
import { WHOLE_ROW } from '#lexicon/prune.ts';
import { corpusFiles, readLabelled } from '#lexicon/measure/read-corpus.ts';
import { measureSigns } from './lexicon-measure.ts';
import { type OwnSources, readOwnSources } from '#lexicon/own-sources.ts';
import { packageRoot, readSources } from '#lexicon/sources.ts';
import { headerOf, problemLine } from '#lexicon/tsv.ts';
import { exportThemes, importThemes } from './lexicon-spreadsheet.ts';

const USAGE = `usage: murmure lexicon check [fr|en]
       murmure lexicon explain "text" [--lang fr|en]
       murmure lexicon unused [fr|en] [FILE.jsonl|FILE.tsv…] [--least ROWS,CHOICES,MEMBERS] [--write]
       murmure lexicon conflicts [fr|en]
       murmure lexicon add fr|en FILE term pos effect weight example [forms]
       murmure lexicon measure [fr|en] [LABELLED FILE…]
       murmure lexicon export fr|en [THEME…] [--to DIR] [--separator ","|";"]
       murmure lexicon import fr-THEME.csv…`;

export async function run(argv: string[]): Promise<number> {
	const [command, ...rest] = argv;
	if (command === 'check') return check(langsOf(rest));
	if (command === 'explain' && rest[0]) return explain(rest);
	if (command === 'unused') return unused(langsOf(rest), rest);
	if (command === 'conflicts') return conflicts(langsOf(rest));
	if (command === 'add') return add(rest);
	if (command === 'measure') {
		const also = rest.filter((word) => /\.(jsonl|tsv)$/.test(word));
		for (const lang of langsOf(rest)) measureSigns(lang, also.filter(ofLang(lang)));
		return 0;
	}
	if (command === 'export') return exportThemes(rest);
	if (command === 'import' && rest.length > 0) return importThemes(rest);
	process.stderr.write(`${USAGE}\n`);
	return 2;
}

/** Files name their language at their beginning or end: `fr-01.tsv`, `dev-fr.jsonl`. */
const ofLang =
	(lang: Lang) =>
	(file: string): boolean =>
		new RegExp(`(^|[/-])${lang}[-.]`).test(file);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function langsOf(words: string[]): Lang[] {
	const named = LANGS.filter((lang) => words.includes(lang));
	return named.length ? named : [...LANGS];
}

function compileLang(lang: Lang, probe: boolean, shipped: boolean): Compilation {
	const sources = [...readSources(packageRoot(), lang), ...ownSources().sources[lang]];
	return compile(sources, lang, createInflector(lang), { probe, shipped });
}

/** The organisation's own additions, where a start would look for them. */
function ownSources(): OwnSources {
	const folder = resolve(packageRoot(), process.env['MURMURE_LEXICON_DIR'] || 'lexicon/custom');
	return existsSync(folder)
		? readOwnSources(folder)
		: { sources: { fr: [], en: [] }, problems: [] };
}

/** Every fault by file and line; exit 2 if there is one. */
function check(langs: Lang[]): number {
	const unread = ownSources().problems;
	for (const problem of unread) process.stderr.write(`${problemLine(problem)}\n`);
	let faults = unread.length;
	for (const lang of langs) {
		const { problems, rows } = compileLang(lang, true, false);
		for (const problem of problems) process.stderr.write(`${problemLine(problem)}\n`);
		faults += problems.length;
		say(`${lang}: ${rows.length} rows, ${problems.length} problems`);
	}
	return faults ? 2 : 0;
}

/** Each piece of evidence with its rule, where that is written, and what scope did to it. */
function explain(words: string[]): number {
	const at = words.indexOf('--lang');
	const asked = at < 0 ? undefined : words[at + 1];
	if (asked !== undefined && !LANGS.includes(asked as Lang)) {
		process.stderr.write(`--lang: unsupported "${asked}", expected ${LANGS.join(' or ')}\n`);
		return 2;
	}
	const text = words[0]!;
	const lang = (asked as Lang | undefined) ?? detectLang(text);
	const { lexicon, names, rows } = compileLang(lang, false, true);
	const engine = createEngine({ [lang]: [lexicon, names] });
	const reading = engine.read(text, { lang });
	const fired = [...createProbe(lexicon)(text)].sort((a, b) => a - b);
	const { evidence, ...summary } = reading;
	say(JSON.stringify(summary));
	for (const cue of evidence) {
		const scope = cue.scope ? ` [${cue.scope.join(', ')}]` : '';
		say(
			`${cue.label.padEnd(14)} ${cue.weight.toFixed(2)}  "${cue.cue}"  ${cue.rule}${scope}${cue.reason ? `  ${cue.reason}` : ''}`,
		);
	}
	say('rows that fire:');
	for (const index of fired)
		say(`  ${rows[index]!.file}:${rows[index]!.line}  ${rows[index]!.pattern}`);
	return 0;
}

/**
 * What fewer than `--least ROWS,CHOICES,MEMBERS` (1,1,1) texts use: rows, choices within them, members of classes; the texts are those of
 * tests/corpus and of the demonstration that are not held out, and those given. `--write` makes it the list of what is not shipped.
 */
function unused(langs: Lang[], words: string[]): number {
	const root = packageRoot();
	const least = leastOf(words);
	const files = words.filter((word) => /\.(jsonl|tsv)$/.test(word));
	for (const lang of langs) {
		const { learn } = corpusFiles(root, lang);
		const own = [...learn, ...files.filter(ofLang(lang))].flatMap(readLabelled);
		const { assembly, rows } = compileLang(lang, false, false);
		const lines = listUnused(
			assembly,
			own.map(({ text }) => text),
			least,
		);
		const table = lines.map(({ file, row, unshipped }) => `${file}\t${row}\t${unshipped}\n`);
		if (words.includes('--write')) {
			const path = join(root, 'src/lexicon', lang, 'unshipped.tsv');
			writeFileSync(path, `file\trow\tunshipped\n${table.join('')}`);
		} else for (const line of table) process.stdout.write(line);
		const whole = lines.filter(({ unshipped }) => unshipped === WHOLE_ROW).length;
		process.stderr.write(
			`${lang}: ${whole} of ${rows.length} rows are not used in ${own.length} texts\n`,
		);
	}
	return 0;
}

function leastOf(words: string[]): Least {
	const at = words.indexOf('--least');
	const [row = 1, choice = 1, member = 1] = at < 0 ? [] : words[at + 1]!.split(',').map(Number);
	return { row, choice, member };
}

/** Rows whose own example is read the other way. */
function conflicts(langs: Lang[]): number {
	let found = 0;
	for (const lang of langs) {
		const { lexicon, rows } = compileLang(lang, false, true);
		const engine = createEngine({ [lang]: lexicon });
		for (const row of rows) {
			if (!row.example || row.sign === 0) continue;
			const { polarity } = engine.read(row.example, { lang });
			if (polarity !== -row.sign) continue;
			found++;
			say(`${row.file}:${row.line}\t${row.pattern}\t"${row.example}" reads ${polarity}`);
		}
	}
	process.stderr.write(`${found} conflicts\n`);
	return 0;
}

/** Appends one row to a file, if it compiles and its example fires it. */
function add(words: string[]): number {
	const [lang, name, term, pos, effect, weight, example, forms = ''] = words;
	const root = packageRoot();
	const file = join(root, 'src/lexicon', lang ?? '', `${(name ?? '').replace(/\.tsv$/, '')}.tsv`);
	if (
		!LANGS.includes(lang as Lang) ||
		!existsSync(file) ||
		!example ||
		headerOf(name ?? '').length !== 8
	) {
		process.stderr.write(`${USAGE}\n`);
		return 2;
	}
	const line = [term, pos, effect, weight, forms, example, 'own', ''].join('\t');
	const sources = readSources(root, lang as Lang);
	const path = relative(root, file);
	const target = sources.find((source) => source.file === path)!;
	target.text = `${target.text.replace(/\n?$/, '\n')}${line}\n`;
	const last = target.text.split('\n').length - 1;
	const { problems } = compile(sources, lang as Lang, createInflector(lang as Lang));
	const own = problems.filter((problem) => problem.file === path && problem.line === last);
	for (const problem of own) process.stderr.write(`${problemLine(problem)}\n`);
	if (own.length) return 2;
	appendFileSync(file, `${readFileSync(file, 'utf8').endsWith('\n') ? '' : '\n'}${line}\n`);
	say(`${path}:${last}: ${line}`);
	return 0;
}
