/** Compiles the lexicons into src/lexicon/compiled/{fr,en}.bin, with the rows' names beside in {fr,en}.names.bin. Run by the launcher: `build.ts [--lenient] [--out DIR]`. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGS } from '#contracts/ids.ts';
import { compile, type Problem } from './compile.ts';
import { createInflector } from './inflect.ts';
import { packageRoot, readSources } from './sources.ts';

export function describe(problem: Problem): string {
	return `${problem.file}:${problem.line}: ${problem.field}: ${problem.message}`;
}

/** Exit code 0 when both languages were written; rows with faults stop it unless `lenient` leaves them out. */
export function build(options: { root: string; out: string; lenient: boolean }): number {
	let code = 0;
	mkdirSync(options.out, { recursive: true });
	for (const lang of LANGS) {
		const { lexicon, names, problems, rows } = compile(
			readSources(options.root, lang),
			lang,
			createInflector(lang),
			{ probe: !options.lenient, shipped: true },
		);
		const faults = problems.filter((problem) => !problem.warning);
		for (const problem of options.lenient ? faults : problems) process.stderr.write(`${describe(problem)}\n`);
		if (faults.length && !options.lenient) {
			code = 2;
			continue;
		}
		for (const [name, bytes] of [
			[`${lang}.bin`, lexicon],
			[`${lang}.names.bin`, names],
		] as const) {
			const file = join(options.out, name);
			writeFileSync(`${file}.${process.pid}`, bytes);
			renameSync(`${file}.${process.pid}`, file);
		}
		process.stderr.write(`${lang}: ${rows.length} rows, ${faults.length} left out\n`);
	}
	return code;
}

if (process.argv[1] && /build\.(ts|m?js)$/.test(process.argv[1])) {
	const argv = process.argv.slice(2);
	const root = packageRoot();
	const at = argv.indexOf('--out');
	const out = at >= 0 ? argv[at + 1]! : join(root, 'src/lexicon/compiled');
	process.exitCode = build({ root, out, lenient: argv.includes('--lenient') });
}
