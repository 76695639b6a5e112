/** Pure compiler of the lexicon: spreadsheet rows in, the engine's compact form and the rows' faults out. */
import type { Lang } from '#contracts/ids.ts';
import { labelOf, OPERATORS, SIGN } from '#engine/labels.ts';
import { expand } from '#engine/pattern.ts';
import { createProbe } from '#engine/probe.ts';
import { SCOPE_EFFECTS } from '#engine/scope-rules.ts';
import { wordsOf } from '#engine/words.ts';
import { assemble, type Assembly } from './assemble.ts';
import { compileSigns } from './compile-signs.ts';
import { canonical, type CanonicalContext, writeOut } from './canonical.ts';
import { checkEffects } from './effects.ts';
import type { Inflector } from './inflect.ts';
import { LemmaTable } from './lemmas.ts';
import { isDropped, prune, readUnshipped, type Unshipped } from './prune.ts';
import { type Problem, readTable, type Source, tableName, type TsvRow } from './tsv.ts';

export type { Problem, Source } from './tsv.ts';

/** A row that made it into the compiled form, in the engine's order. */
export type CompiledRow = {
	file: string;
	line: number;
	pattern: string;
	example: string;
	/** 1 good, -1 bad, 0 neither. */
	sign: number;
};
export type Compilation = {
	/** What `createEngine` takes: the file for browsers. */
	lexicon: Uint8Array;
	/** The file of the rows' names, for tools: given beside the first, evidence names its rules in full. */
	names: Uint8Array;
	problems: Problem[];
	/** In the engine's order. */
	rows: CompiledRow[];
	/** What the files were made from. */
	assembly: Assembly;
	/** By number of a symbol in the tokens: the word, lemma or class. */
	symbols: Map<number, string>;
};

const SPECIAL = new Set(['classes', 'spelling', 'scope', 'signs', 'weights', 'unshipped']);

/**
 * Compiles the sources of one language (`file` such as `fr/frames.tsv`, and `weights.tsv`). Rows with problems are left out of the
 * lexicon; problems of severity `warning` (an example that does not trigger its row) do not exclude a row. `probe: false` leaves the
 * examples untried; `shipped` leaves out what unshipped.tsv lists, as the files for browsers do (the examples are tried on the whole).
 */
export function compile(
	sources: Source[],
	lang: Lang,
	inflector: Inflector,
	options: { probe?: boolean; shipped?: boolean } = {},
): Compilation {
	const problems: Problem[] = [];
	const tables = new Map<string, TsvRow[]>();
	for (const source of sources) {
		const name = tableName(source);
		tables.set(name, [...(tables.get(name) ?? []), ...readTable(source, name, problems)]);
	}
	const lemmas = new LemmaTable(inflector);
	const classNames = new Set((tables.get('classes') ?? []).map((row) => row.cells['effect'] ?? ''));
	const context = { lang, lemmas, classNames };

	const classes = compileClasses(tables.get('classes') ?? [], context, problems);
	const seen = new Map<string, TsvRow>();
	const unshipped: Unshipped = options.shipped ? readUnshipped(tables.get('unshipped') ?? []) : new Map();
	const rows: CompiledRow[] = [];
	const files: Assembly['files'] = [];
	for (const [name, table] of tables) {
		if (SPECIAL.has(name)) continue;
		const file: Assembly['files'][number] = { name, rows: [] };
		files.push(file);
		for (const row of table) {
			const compiled = compileRow(row, name, context, seen, unshipped, problems);
			if (!compiled) continue;
			file.rows.push(compiled);
			rows.push({
				file: row.file,
				line: row.line,
				pattern: writeOut(compiled.pattern),
				example: row.cells['example'] ?? '',
				sign: signOf(compiled.effect),
			});
		}
	}
	const signs = tables.get('signs') ?? [];
	const assembly: Assembly = {
		lang,
		lemmas,
		files,
		classes,
		spelling: compileSpelling(tables.get('spelling') ?? [], context, problems),
		signs: (numbers) =>
			signs.length ? compileSigns(signs, numbers, problems) : new Uint8Array(),
		scope: compileScope(tables.get('scope') ?? [], problems),
		weights: compileWeights(tables.get('weights') ?? [], problems),
		examples: rows.map(({ example }) => example),
	};
	const whole = assemble(assembly);
	const inOrder = (order: number[], from: CompiledRow[]): CompiledRow[] =>
		order.map((number) => from[number]!);
	if (options.probe !== false) checkExamples(whole.lexicon, inOrder(whole.order, rows), problems);
	if (!options.shipped) {
		const { lexicon, names, order, symbols } = whole;
		const named = { symbols: byNumber(symbols), assembly };
		return { lexicon, names, problems, rows: inOrder(order, rows), ...named };
	}
	const pruned = prune(assembly, unshipped);
	const left = new Set(pruned.files.flatMap((file) => file.rows.map(({ key }) => `${file.name}\t${key}`)));
	const keys = files.flatMap((file) => file.rows.map(({ key }) => `${file.name}\t${key}`));
	const shippedRows = rows.filter((_, number) => left.has(keys[number]!));
	const { lexicon, names, order, symbols } = assemble(pruned);
	const named = { symbols: byNumber(symbols), assembly: pruned };
	return { lexicon, names, problems, rows: inOrder(order, shippedRows), ...named };
}

/** Words with the very same forms share a number: the first of them names it. */
function byNumber(symbols: ReadonlyMap<string, number>): Map<number, string> {
	const names = new Map<number, string>();
	for (const [name, number] of symbols) if (!names.has(number)) names.set(number, name);
	return names;
}

/** 1 good, -1 bad, 0 neither. */
function signOf(effect: string): number {
	let sum = 0;
	for (const part of effect.split(' ')) {
		const [name = '', weight] = part.split(':');
		const label = name.startsWith('!') ? -1 : labelOf(name);
		if (label >= 0) sum += SIGN[label]! * Number(weight);
	}
	return Math.sign(sum);
}

function compileRow(
	row: TsvRow,
	name: string,
	context: CanonicalContext,
	seen: Map<string, TsvRow>,
	unshipped: Unshipped,
	problems: Problem[],
): Assembly['files'][number]['rows'][number] | null {
	const problem = (field: string, message: string): null => {
		problems.push({ file: row.file, line: row.line, field, message });
		return null;
	};
	const frames = name === 'frames';
	const field = frames ? 'pattern' : 'term';
	const effect = checkEffects(row, name, problems);
	const pattern = canonical(row, row.cells[field] ?? '', field, context, problems);
	if (!pattern || !effect) return null;
	// a hint may share its words with any other row
	const key = `${name === 'hints' ? 'hint ' : ''}${writeOut(pattern)}`;
	const twin = seen.get(key);
	if (twin) return problem(field, `same pattern as ${twin.file}:${twin.line}`);
	if (!frames) {
		const compiled = { key: row.cells['term'] ?? '', pattern, effect, id: '', reason: '' };
		// what is not shipped may be an organisation's own word
		if (!isDropped(name, compiled, unshipped)) seen.set(key, row);
		return compiled;
	}
	seen.set(key, row);
	const id = row.cells['id'] ?? '';
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return problem('id', `"${id}" is not kebab-case`);
	const namesake = seen.get(`id ${id}`);
	if (namesake) return problem('id', `already used in line ${namesake.line}`);
	seen.set(`id ${id}`, row);
	return { key: id, pattern, effect, id, reason: row.cells['reason'] ?? '' };
}

function compileClasses(
	table: TsvRow[],
	context: CanonicalContext,
	problems: Problem[],
): Assembly['classes'] {
	const classes: Assembly['classes'] = new Map();
	const seen = new Map<string, TsvRow>();
	for (const row of table) {
		const name = row.cells['effect'] ?? '';
		const problem = (field: string, message: string, warning: boolean): void => {
			problems.push({ file: row.file, line: row.line, field, message, ...(warning ? { warning } : {}) });
		};
		if (!/^@[a-z][a-z0-9]*$/.test(name)) {
			problem('effect', `"${name}" is no class name (@name)`, false);
			continue;
		}
		const pattern = canonical(row, row.cells['term'] ?? '', 'term', context, problems);
		if (!pattern) continue;
		const key = `${name} ${writeOut(pattern)}`;
		const twin = seen.get(key);
		if (twin) {
			problem('term', `already in ${name}, line ${twin.line}`, true);
			continue;
		}
		seen.set(key, row);
		const members = classes.get(name) ?? { words: [], patterns: [] };
		classes.set(name, members);
		const sequences = expand(pattern.parts, 256);
		if (!sequences) problem('term', 'too many alternatives', false);
		for (const sequence of sequences ?? []) {
			if (sequence.length > 1) members.patterns.push({ ...pattern, parts: [[sequence]] });
			else if (sequence[0]?.startsWith('@')) problem('term', 'a class within a class', false);
			else if (sequence[0] && !members.words.includes(sequence[0])) members.words.push(sequence[0]);
		}
	}
	return classes;
}

function compileSpelling(
	table: TsvRow[],
	context: CanonicalContext,
	problems: Problem[],
): string {
	const lines: string[] = [];
	for (const row of table) {
		const term = row.cells['term'] ?? '';
		const normal = wordsOf(term, context.lang).join(' ');
		if (!normal) {
			problems.push({ file: row.file, line: row.line, field: 'term', message: 'missing' });
			continue;
		}
		const variants = (row.cells['forms'] ?? '')
			.split(',')
			.map((form) => form.trim().toLowerCase())
			.filter((form) => form && form !== '=');
		const words: string[] = [];
		for (const variant of variants) {
			if (/[\s'’-]/.test(variant)) {
				problems.push({
					file: row.file,
					line: row.line,
					field: 'forms',
					message: `"${variant}" is more than one word`,
					warning: true,
				});
			} else words.push(variant);
		}
		if (words.length) lines.push(`${normal}\t${words.join(',')}`);
	}
	return lines.join('\n');
}

function compileScope(table: TsvRow[], problems: Problem[]): string {
	for (const row of table) {
		for (const [field, known] of [
			['trigger', OPERATORS],
			['effect', SCOPE_EFFECTS],
		] as const) {
			if ((known as readonly string[]).includes(row.cells[field] ?? '')) continue;
			problems.push({ file: row.file, line: row.line, field, message: `unknown ${field} "${row.cells[field]}"` });
		}
	}
	const columns = ['id', 'trigger', 'effect', 'after', 'before', 'bound', 'factor', 'reason'];
	return table.map((row) => columns.map((column) => row.cells[column] ?? '').join('\t')).join('\n');
}

function compileWeights(table: TsvRow[], problems: Problem[]): Record<string, number> {
	const weights: Record<string, number> = {};
	for (const row of table) {
		const value = Number(row.cells['value']);
		if (row.cells['value'] === '' || !Number.isFinite(value)) {
			problems.push({ file: row.file, line: row.line, field: 'value', message: 'not a number' });
		} else weights[row.cells['name'] ?? ''] = value;
	}
	return weights;
}

/** Each row's example must fire it. */
function checkExamples(lexicon: Uint8Array, rows: CompiledRow[], problems: Problem[]): void {
	const fired = createProbe(lexicon);
	rows.forEach((row, index) => {
		const missing = !row.example;
		if (!missing && fired(row.example).has(index)) return;
		problems.push({
			file: row.file,
			line: row.line,
			field: 'example',
			message: missing ? 'missing' : `does not trigger its row: "${row.example}"`,
			warning: true,
		});
	});
}
