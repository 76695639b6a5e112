/** Lexicons with one family of rules taken out. */
import { LANGS } from '#contracts/ids.ts';
import type { CompiledLexicon } from '#engine/compiled.ts';
import { encode } from '#engine/program.ts';
import type { Lexicons } from '#engine/read.ts';

/** Each file, each scope rule, spelling and inference, one at a time; the first entry is the whole. */
export function ablations(lexicons: Lexicons): [string, Lexicons][] {
	const list: [string, Lexicons][] = [['all', lexicons]];
	const files = new Set<string>();
	const scopes = new Set<string>();
	for (const lang of LANGS) {
		const lexicon = lexicons[lang];
		if (!lexicon) continue;
		for (const [name] of lexicon.files) files.add(name);
		for (const line of lexicon.scope.split('\n')) scopes.add(line.split('\t')[0]!);
	}
	for (const file of files)
		list.push([file, each(lexicons, (lexicon) => withoutFile(lexicon, file))]);
	for (const id of scopes) {
		list.push([
			`scope ${id}`,
			each(lexicons, (lexicon) => ({
				...lexicon,
				scope: lexicon.scope
					.split('\n')
					.filter((line) => !line.startsWith(`${id}\t`))
					.join('\n'),
			})),
		]);
	}
	list.push(['spelling', each(lexicons, (lexicon) => ({ ...lexicon, spelling: '' }))]);
	list.push([
		'inference',
		each(lexicons, (lexicon) => ({
			...lexicon,
			weights: Object.fromEntries(
				Object.entries(lexicon.weights).filter(([name]) => !name.startsWith('imply.')),
			),
		})),
	]);
	return list;
}

function each(lexicons: Lexicons, change: (lexicon: CompiledLexicon) => CompiledLexicon): Lexicons {
	const changed: Lexicons = {};
	for (const lang of LANGS) if (lexicons[lang]) changed[lang] = change(lexicons[lang]);
	return changed;
}

/** Its rows still match, but say nothing. */
function withoutFile(lexicon: CompiledLexicon, file: string): CompiledLexicon {
	const silent = encode(lexicon.effects.split('\n').length);
	let rowEffects = '';
	let row = 0;
	for (const [name, count] of lexicon.files) {
		rowEffects += name === file ? silent.repeat(count) : lexicon.rowEffects.slice(row, row + count);
		row += count;
	}
	return { ...lexicon, effects: `${lexicon.effects}\n`, rowEffects };
}
