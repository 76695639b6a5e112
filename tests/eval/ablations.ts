/** Lexicons with one family of rules taken out. */
import { LANGS, type Lang } from '#contracts/ids.ts';
import type { Lexicons } from '#engine/read.ts';
import { assemble, type Assembly } from '#lexicon/assemble.ts';
import { compile } from '#lexicon/compile.ts';
import { createInflector } from '#lexicon/inflect.ts';
import { readSources } from '#lexicon/sources.ts';

/** The measured signs, each file, each scope rule, spelling and inference, one at a time; the first entry is the whole. */
export function* ablations(root: string): Generator<[string, Lexicons]> {
	const wholes = LANGS.map((lang): [Lang, Assembly] => [
		lang,
		compile(readSources(root, lang), lang, createInflector(lang), { probe: false }).assembly,
	]);
	const each = (change: (assembly: Assembly) => Assembly): Lexicons =>
		Object.fromEntries(wholes.map(([lang, whole]) => [lang, assemble(change(whole)).lexicon]));
	const files = new Set(wholes.flatMap(([, { files }]) => files.map(({ name }) => name)));
	const scopes = new Set(
		wholes.flatMap(([, { scope }]) => scope.split('\n').map((line) => line.split('\t')[0]!)),
	);
	yield ['all', each((whole) => whole)];
	yield ['signs (rules alone)', each((whole) => ({ ...whole, signs: () => new Uint8Array() }))];
	for (const file of files) yield [file, each((whole) => withoutFile(whole, file))];
	for (const id of scopes) {
		const own = (line: string): boolean => line.startsWith(`${id}\t`);
		const kept = (scope: string): string =>
			scope
				.split('\n')
				.filter((line) => !own(line))
				.join('\n');
		yield [`scope ${id}`, each((whole) => ({ ...whole, scope: kept(whole.scope) }))];
	}
	yield ['spelling', each((whole) => ({ ...whole, spelling: '' }))];
	const stated = ([name]: [string, number]): boolean => !name.startsWith('imply.');
	yield [
		'inference',
		each((whole) => ({
			...whole,
			weights: Object.fromEntries(Object.entries(whole.weights).filter(stated)),
		})),
	];
}

/** Its rows still match, but say nothing. */
function withoutFile(whole: Assembly, name: string): Assembly {
	const silent = whole.files.map((file) =>
		file.name === name ? { ...file, rows: file.rows.map((row) => ({ ...row, effect: '' })) } : file,
	);
	return { ...whole, files: silent };
}
