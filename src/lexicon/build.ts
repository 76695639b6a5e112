/** Compiles the lexicons into src/lexicon/compiled/{fr,en}.bin, with the rows' names beside in {fr,en}.names.bin, and their catalogues into build/lexicon. Run by the launcher: `build.ts [--lenient] [--out DIR]`. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGS } from '#contracts/ids.ts';
import { makeCatalogue } from './catalogue.ts';
import { compile, type Problem } from './compile.ts';
import { readCheckIns } from './corpora.ts';
import { createInflector } from './inflect.ts';
import { packageRoot, readSources } from './sources.ts';

export function describe(problem: Problem): string {
	return `${problem.file}:${problem.line}: ${problem.field}: ${problem.message}`;
}

export type BuildOptions = {
	root: string;
	out: string;
	/** Where the catalogues go; none is made without. */
	catalogues?: string;
	lenient: boolean;
};

/** Exit code 0 when both languages were written; rows with faults stop it unless `lenient` leaves them out. */
export function build(options: BuildOptions): number {
	let code = 0;
	for (const lang of LANGS) {
		const sources = readSources(options.root, lang);
		const compilation = compile(sources, lang, createInflector(lang), { probe: !options.lenient });
		const { lexicon, names, problems, rows } = compilation;
		const faults = problems.filter((problem) => !problem.warning);
		for (const problem of options.lenient ? faults : problems) process.stderr.write(`${describe(problem)}\n`);
		if (faults.length && !options.lenient) {
			code = 2;
			continue;
		}
		write(options.out, `${lang}.bin`, lexicon);
		write(options.out, `${lang}.names.bin`, names);
		if (options.catalogues) {
			const checkIns = readCheckIns(options.root, lang, (fault) => process.stderr.write(`${fault}\n`));
			const catalogue = makeCatalogue(sources, lang, compilation, checkIns);
			write(options.catalogues, `${lang}.catalogue.json`, JSON.stringify(catalogue));
		}
		process.stderr.write(`${lang}: ${rows.length} rows, ${faults.length} left out\n`);
	}
	return code;
}

/** Whole or not at all. */
export function write(folder: string, name: string, content: Uint8Array | string): void {
	mkdirSync(folder, { recursive: true });
	const file = join(folder, name);
	writeFileSync(`${file}.${process.pid}`, content);
	renameSync(`${file}.${process.pid}`, file);
}

if (process.argv[1] && /build\.(ts|m?js)$/.test(process.argv[1])) {
	const argv = process.argv.slice(2);
	const root = packageRoot();
	const at = argv.indexOf('--out');
	const folders =
		at >= 0
			? { out: argv[at + 1]! }
			: { out: join(root, 'src/lexicon/compiled'), catalogues: join(root, 'build/lexicon') };
	process.exitCode = build({ root, ...folders, lenient: argv.includes('--lenient') });
}
