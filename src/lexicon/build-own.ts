/** Compiles the lexicon merged with an organisation's own additions, with the very same checks; a faulty row stops it. Run by the server at its start, in a process of its own: the language tools are heavy and change globals. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Catalogue } from '#contracts/catalogue.ts';
import { LANGS } from '#contracts/ids.ts';
import { listRows } from './catalogue.ts';
import { compile } from './compile.ts';
import { createInflector } from './inflect.ts';
import { readOwnSources } from './own-sources.ts';
import { readSources } from './sources.ts';
import { problemLine, type Problem, type Source } from './tsv.ts';
import { writeWhole } from './whole-file.ts';

/**
 * Writes, for each language with additions, `{lang}.bin` (also compressed), `{lang}.names.bin` and `{lang}.catalogue.json` into `out`.
 * Exit code 2, with every fault by file and line on standard error and nothing written, if there is one.
 */
export function buildOwn({ root, folder, out }: { root: string; folder: string; out: string }): number {
	const { sources, problems } = readOwnSources(folder);
	const files: [name: string, content: Uint8Array | string][] = [];
	for (const lang of LANGS) {
		const own = sources[lang];
		if (own.length === 0) continue;
		const { lexicon, names, problems: found } = compile(
			[...readSources(root, lang), ...own],
			lang,
			createInflector(lang),
			{ shipped: true },
		);
		problems.push(...found.filter(({ file }) => own.some((source) => source.file === file)));
		files.push(
			[`${lang}.bin`, lexicon],
			[`${lang}.bin.br`, brotliCompressSync(lexicon)],
			[`${lang}.bin.gz`, gzipSync(lexicon, { level: 9 })],
			[`${lang}.names.bin`, names],
		);
		const base = join(root, 'build/lexicon', `${lang}.catalogue.json`);
		if (existsSync(base)) files.push([`${lang}.catalogue.json`, JSON.stringify(extended(base, own))]);
	}
	if (problems.length > 0) {
		for (const problem of inOrder(problems)) process.stderr.write(`${problemLine(problem)}\n`);
		return 2;
	}
	for (const [name, content] of files) writeWhole(out, name, content);
	return 0;
}

/** The catalogue of the build and the additions: those are first, since they are what is looked for; their error rates are not measured. */
function extended(base: string, own: readonly Source[]): Catalogue {
	const catalogue = JSON.parse(readFileSync(base, 'utf8')) as Catalogue;
	return { ...catalogue, rows: [...listRows(own).map(({ row }) => row), ...catalogue.rows] };
}

function inOrder(problems: readonly Problem[]): Problem[] {
	return [...problems].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
