/** Compiles the lexicons into src/lexicon/compiled/{fr,en}.bin, with the rows' names beside in {fr,en}.names.bin, and their catalogues into build/lexicon. Run by the launcher: `build.ts [--lenient] [--out DIR]`, and by the server: `build.ts --own FOLDER --out DIR`. */
import { join } from 'node:path';
import { LANGS } from '#contracts/ids.ts';
import { makeCatalogue } from './catalogue.ts';
import { buildOwn } from './build-own.ts';
import { compile } from './compile.ts';
import { readCheckIns } from './corpora.ts';
import { createInflector } from './inflect.ts';
import { packageRoot, readSources } from './sources.ts';
import { problemLine } from './tsv.ts';
import { writeWhole } from './whole-file.ts';

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
		const compilation = compile(sources, lang, createInflector(lang), {
			probe: !options.lenient,
			shipped: true,
		});
		const { lexicon, names, problems, rows } = compilation;
		const faults = problems.filter((problem) => !problem.warning);
		for (const problem of options.lenient ? faults : problems) process.stderr.write(`${problemLine(problem)}\n`);
		if (faults.length && !options.lenient) {
			code = 2;
			continue;
		}
		writeWhole(options.out, `${lang}.bin`, lexicon);
		writeWhole(options.out, `${lang}.names.bin`, names);
		if (options.catalogues) {
			const checkIns = readCheckIns(options.root, lang, (fault) => process.stderr.write(`${fault}\n`));
			const catalogue = makeCatalogue(sources, lang, compilation, checkIns);
			writeWhole(options.catalogues, `${lang}.catalogue.json`, JSON.stringify(catalogue));
		}
		process.stderr.write(`${lang}: ${rows.length} rows, ${faults.length} left out\n`);
	}
	return code;
}

if (process.argv[1] && /build\.(ts|m?js)$/.test(process.argv[1])) {
	const argv = process.argv.slice(2);
	const root = packageRoot();
	const option = (name: string): string | undefined => argv[argv.indexOf(name) + 1 || argv.length];
	const [out, own] = [option('--out'), option('--own')];
	const folders = out
		? { out }
		: { out: join(root, 'src/lexicon/compiled'), catalogues: join(root, 'build/lexicon') };
	process.exitCode = own
		? buildOwn({ root, folder: own, out: folders.out })
		: build({ root, ...folders, lenient: argv.includes('--lenient') });
}
