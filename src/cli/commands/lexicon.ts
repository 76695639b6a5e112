/** `murmure lexicon check|explain|unused|conflicts|add|export|import`: the linguist's bench (src/lexicon/README.md). */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { LANGS, type Lang } from '#contracts/ids.ts';
import { detectLang } from '#engine/detect.ts';
import { createProbe } from '#engine/probe.ts';
import { createEngine } from '#engine/read.ts';
import { type Compilation, compile } from '#lexicon/compile.ts';
import { readCheckIns } from '#lexicon/corpora.ts';
import { createInflector } from '#lexicon/inflect.ts';
import { type OwnSources, readOwnSources } from '#lexicon/own-sources.ts';
import { packageRoot, readSources } from '#lexicon/sources.ts';
import { headerOf, problemLine } from '#lexicon/tsv.ts';
import { exportThemes, importThemes } from './lexicon-spreadsheet.ts';

const USAGE = `usage: murmure lexicon check [fr|en]
       murmure lexicon explain "text" [--lang fr|en]
       murmure lexicon unused [fr|en] [FILE.jsonl…]
       murmure lexicon conflicts [fr|en]
       murmure lexicon add fr|en FILE term pos effect weight example [forms]
       murmure lexicon export fr|en [THEME…] [--to DIR] [--separator ","|";"]
       murmure lexicon import fr-THEME.csv…`;

export async function run(argv: string[]): Promise<number> {
	const [command, ...rest] = argv;
	if (command === 'check') return check(langsOf(rest));
	if (command === 'explain' && rest[0]) return explain(rest);
	if (command === 'unused')
		return unused(
			langsOf(rest),
			rest.filter((word) => word.endsWith('.jsonl')),
		);
	if (command === 'conflicts') return conflicts(langsOf(rest));
	if (command === 'add') return add(rest);
	if (command === 'export') return exportThemes(rest);
	if (command === 'import' && rest.length > 0) return importThemes(rest);
	process.stderr.write(`${USAGE}\n`);
	return 2;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function langsOf(words: string[]): Lang[] {
	const named = LANGS.filter((lang) => words.includes(lang));
	return named.length ? named : [...LANGS];
}

function compileLang(lang: Lang, probe: boolean): Compilation {
	const sources = [...readSources(packageRoot(), lang), ...ownSources().sources[lang]];
	return compile(sources, lang, createInflector(lang), { probe });
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
		const { problems, rows } = compileLang(lang, true);
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
	const { lexicon, names, rows } = compileLang(lang, false);
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

/** Rows that fire in none of the texts given, JSON Lines with a language each (by default the labelled texts of tests/corpus). */
function unused(langs: Lang[], files: string[]): number {
	const given = files.flatMap((file) =>
		readFileSync(file, 'utf8')
			.split('\n')
			.filter((line) => line.trim())
			.map((line) => JSON.parse(line) as { text: string; lang?: Lang }),
	);
	const warn = (fault: string): void => void process.stderr.write(`${fault}\n`);
	for (const lang of langs) {
		const { lexicon, rows } = compileLang(lang, false);
		const texts = files.length
			? given.filter(({ text, lang: own }) => (own ?? detectLang(text)) === lang)
			: readCheckIns(packageRoot(), lang, warn);
		const probe = createProbe(lexicon);
		const fired = new Set<number>();
		for (const { text } of texts) for (const row of probe(text)) fired.add(row);
		rows.forEach((row, index) => {
			if (!fired.has(index)) say(`${row.file}:${row.line}\t${row.pattern}`);
		});
		process.stderr.write(
			`${lang}: ${fired.size} of ${rows.length} rows fire in ${texts.length} texts\n`,
		);
	}
	return 0;
}

/** Rows whose own example is read the other way. */
function conflicts(langs: Lang[]): number {
	let found = 0;
	for (const lang of langs) {
		const { lexicon, rows } = compileLang(lang, false);
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
