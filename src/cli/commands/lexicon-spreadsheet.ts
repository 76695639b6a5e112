/** `murmure lexicon export` and `import`: theme files to CSV for a spreadsheet, and back once every row holds. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LANGS, type Lang } from '#contracts/ids.ts';
import { compile } from '#lexicon/compile.ts';
import { createInflector } from '#lexicon/inflect.ts';
import { packageRoot, readSources } from '#lexicon/sources.ts';
import { fromCsv, toCsv } from '#lexicon/spreadsheet.ts';
import { type Problem, problemLine, type Source } from '#lexicon/tsv.ts';
import { writeWhole } from '#lexicon/whole-file.ts';
import { UsageError } from '../usage-error.ts';

const folderOf = (lang: Lang): string => join('src/lexicon', lang);
const isLang = (word: string | undefined): word is Lang => LANGS.includes(word as Lang);

/** Writes `fr-THEME.csv` for each theme named, or for all. */
export function exportThemes(argv: string[], root = packageRoot()): number {
	const { values, positionals } = readOptions(argv);
	const [lang, ...named] = positionals;
	if (!isLang(lang)) throw new UsageError(`lexicon export ${LANGS.join('|')} [THEME…] [--to DIR]`);
	const separator = values.separator ?? (lang === 'fr' ? ';' : ',');
	if (separator !== ',' && separator !== ';')
		throw new UsageError(`--separator: "${separator}" is neither "," nor ";"`);
	const folder = join(root, folderOf(lang));
	const themes = readdirSync(folder)
		.filter((name) => name.endsWith('.tsv'))
		.map((name) => basename(name, '.tsv'));
	const unknown = named.find((theme) => !themes.includes(theme));
	if (unknown !== undefined)
		throw new UsageError(`there is no theme "${unknown}"; there are ${themes.join(', ')}`);
	for (const theme of named.length ? named : themes) {
		const name = `${lang}-${theme}.csv`;
		const csv = toCsv(readFileSync(join(folder, `${theme}.tsv`), 'utf8'), separator);
		writeWhole(values.to, name, csv);
		process.stdout.write(`${join(values.to, name)}\n`);
	}
	return 0;
}

function readOptions(argv: string[]) {
	try {
		return parseArgs({
			args: argv,
			allowPositionals: true,
			options: { to: { type: 'string', default: '.' }, separator: { type: 'string' } },
		});
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

type Imported = { csv: string; lang: Lang; theme: string; tsv: string; lineOf: number[] };

/** Replaces the theme files that the CSV files are named after; changes none if a row of any is faulty. Exit code 0 or 2. */
export function importThemes(paths: string[], root = packageRoot()): number {
	const problems: Problem[] = [];
	const imported = paths.flatMap((path) => readSheet(root, path, problems));
	if (problems.length === 0)
		for (const lang of LANGS)
			problems.push(
				...check(
					root,
					lang,
					imported.filter((one) => one.lang === lang),
				),
			);
	if (problems.length > 0) {
		for (const problem of problems) process.stderr.write(`${problemLine(problem)}\n`);
		process.stderr.write('nothing was changed\n');
		return 2;
	}
	for (const { csv, lang, theme, tsv } of imported) {
		const folder = folderOf(lang);
		const before = readFileSync(join(root, folder, `${theme}.tsv`), 'utf8');
		if (tsv !== before) writeWhole(join(root, folder), `${theme}.tsv`, tsv);
		process.stdout.write(`${csv}: ${folder}/${theme}.tsv ${countChanges(before, tsv)}\n`);
	}
	return 0;
}

function readSheet(root: string, path: string, problems: Problem[]): Imported[] {
	const [, lang, theme = ''] = /^([a-z]+)-(.+)\.csv$/.exec(basename(path)) ?? [];
	const fault = (field: string, message: string): Imported[] => {
		problems.push({ file: path, line: 1, field, message });
		return [];
	};
	if (!existsSync(path)) return fault('file', 'there is no such file');
	if (!isLang(lang) || !existsSync(join(root, folderOf(lang), `${theme}.tsv`)))
		return fault('name', 'names no theme file: fr-idioms.csv goes to fr/idioms.tsv');
	const read = fromCsv(readFileSync(path), theme, path);
	if ('tsv' in read) return [{ csv: path, lang, theme, ...read }];
	problems.push(...read.problems);
	return [];
}

/** Faults that the language has with the new rows and had not before, by line of the CSV where they stand in one. */
function check(root: string, lang: Lang, imported: readonly Imported[]): Problem[] {
	if (imported.length === 0) return [];
	const sources = readSources(root, lang);
	const sheetOf = (file: string): Imported | undefined =>
		imported.find(({ theme }) => file === `${folderOf(lang)}/${theme}.tsv`);
	const changed = sources.map((source) => ({
		...source,
		text: sheetOf(source.file)?.tsv ?? source.text,
	}));
	if (changed.every(({ text }, at) => text === sources[at]!.text)) return [];
	const faults = (of: Source[]): Problem[] => compile(of, lang, createInflector(lang)).problems;
	const keyOf = ({ file, field, message }: Problem): string => `${file} ${field} ${message}`;
	const known = new Set(faults(sources).map(keyOf));
	return faults(changed)
		.filter((problem) => !known.has(keyOf(problem)))
		.map((problem) => {
			const sheet = sheetOf(problem.file);
			if (!sheet) return problem;
			return { ...problem, file: sheet.csv, line: sheet.lineOf[problem.line - 1] ?? problem.line };
		});
}

function countChanges(before: string, after: string): string {
	if (before === after) return 'is unchanged';
	const old = new Set(before.split('\n'));
	const fresh = new Set(after.split('\n'));
	const added = [...fresh].filter((line) => !old.has(line)).length;
	const gone = [...old].filter((line) => !fresh.has(line)).length;
	return `now has ${added} rows that it had not, and lost ${gone}`;
}
