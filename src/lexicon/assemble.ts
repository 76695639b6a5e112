/** Writes the checked rows in the engine's compact form: columns of numbers, like beside like, in an order that makes them small. */
import type { Lang } from '#contracts/ids.ts';
import { gapOf, type Pattern } from '#engine/pattern.ts';
import { slotBits, SLOTS } from '#engine/slot-words.ts';
import { FIRST_SYMBOL } from '#engine/symbols.ts';
import { writeOut } from './canonical.ts';
import { numbers, text, writeSections } from './container.ts';
import { EffectTable } from './effects.ts';
import { countSymbols } from './frequency.ts';
import type { LemmaTable } from './lemmas.ts';
import { frontCoded } from './front-coding.ts';
import { frequentSymbols, writeWays } from './columns.ts';
import { firstWay, type Way, waysOf } from './ways.ts';

/** `key` is the id of a frame, the term of another row. */
export type AssemblyRow = { key: string; pattern: Pattern; effect: string; id: string; reason: string };
export type Assembly = {
	lang: Lang;
	lemmas: LemmaTable;
	/** By file, in order. */
	files: { name: string; rows: AssemblyRow[] }[];
	/** Members by class: single words or lemmas, and patterns of several. */
	classes: Map<string, { words: string[]; patterns: Pattern[] }>;
	spelling: string;
	scope: string;
	/** Writes the table of signs, given the number of each symbol; empty if there are none. */
	signs: (symbols: ReadonlyMap<string, number>) => Uint8Array;
	weights: Record<string, number>;
	/** Texts that show how often words are used: of two parts of a pattern, the rarer is looked for first. */
	examples: string[];
	/** Words known though no row has them. */
	words?: string[];
};

export type Assembled = {
	/** What a browser needs. */
	lexicon: Uint8Array;
	/** The names of the rows, for tools. */
	names: Uint8Array;
	/** By row of the lexicon, its number in the order of `files`. */
	order: number[];
	/** Number of each word, lemma and class in the tokens' symbols. */
	symbols: ReadonlyMap<string, number>;
	/** Number of a symbol (a word, class or slot of patterns) in the lexicon. */
	numberOf(element: string): number;
};

/** Classes that {PERSON} is built of. */
const PERSON_CLASSES = ['@manager', '@colleague', '@public', '@person'];

export function assemble(assembly: Assembly): Assembled {
	const { classes, files, lemmas } = assembly;
	const used = new Set<string>([...SLOTS, ...classes.keys()]);
	const use = (pattern: Pattern): void => {
		for (const element of pattern.parts.flat(2)) if (gapOf(element) < 0) used.add(element);
		pattern.also?.forEach(use);
	};
	for (const file of files) for (const row of file.rows) use(row.pattern);
	for (const { words, patterns } of classes.values()) {
		patterns.forEach(use);
		words.forEach((word) => used.add(word));
	}
	for (const word of assembly.words ?? []) used.add(word);
	const isClass = (element: string): boolean => /^[@{]./.test(element);
	const groups = [...used].filter(isClass).sort();
	const lexemes = lexemesOf([...used].filter((element) => !isClass(element)), lemmas);
	const symbols = new Map(groups.map((name, index) => [name, FIRST_SYMBOL + index]));
	for (const [element, index] of lexemes.numbers) symbols.set(element, FIRST_SYMBOL + groups.length + index);
	const numberOf = (element: string): number => symbols.get(element)!;

	const countOf = countSymbols(assembly, symbols);
	const effects = new EffectTable();
	let row = 0;
	const rows = files.flatMap((file, fileNumber) =>
		file.rows.map((source) => ({
			file: fileNumber,
			source,
			number: row++,
			effect: effects.add(source.effect),
			ways: waysOf(source.pattern, numberOf),
		})),
	);
	effects.sort();
	rows.sort((a, b) => a.file - b.file || compareWays(a.ways, b.ways) || a.number - b.number);

	const frames = files.findIndex(({ name }) => name === 'frames');
	const reasons = [...new Set(rows.filter((r) => r.file === frames).map((r) => r.source.reason))].sort();
	const members = groups.map((name) => classes.get(name) ?? { words: [], patterns: [] });
	const spans: Way[] = [];
	const spanCounts = members.map(({ patterns }) => {
		const ways = patterns.flatMap((pattern) => waysOf(pattern, numberOf));
		ways.sort((a, b) => compareWays([a], [b]));
		spans.push(...ways);
		return ways.length;
	});
	const owned = members.map(({ words }) => words.map((word) => numberOf(word)).sort((a, b) => a - b));
	const ways = rows.flatMap((row) => row.ways);
	const frequent = frequentSymbols([...ways, ...spans]);
	const sections = new Map<string, Uint8Array>([
		[
			'about',
			text(
				JSON.stringify({
					lang: assembly.lang,
					files: files.map((file) => [file.name, file.rows.length]),
					groups: groups.length,
					slots: SLOTS.map(numberOf),
					persons: PERSON_CLASSES.filter((name) => classes.has(name)).map(numberOf),
					weights: assembly.weights,
					scope: assembly.scope,
					spelling: assembly.spelling,
					slotWords: [...slotBits(assembly.lang)],
				}),
			),
		],
		...frontCoded('stem', lexemes.stems),
		['stem.endings', numbers(lexemes.tables)],
		['endings', text(lexemes.endings.join('\n'))],
		['class.size', numbers(owned.map((list) => list.length))],
		['class.word', numbers(owned.flatMap(deltas))],
		['class.spans', numbers(spanCounts)],
		['frequent', numbers(deltas(frequent))],
		...writeWays('span', spans, frequent, countOf),
		['row.ways', numbers(rows.map(({ ways }) => ways.length))],
		...writeWays('way', ways, frequent, countOf),
		['row.effect', numbers(rows.map(({ effect }) => effects.numberOf(effect)))],
		...effects.sections(),
		['frame.reason', numbers(rows.filter((r) => r.file === frames).map((r) => reasons.indexOf(r.source.reason)))],
		['reasons', text(reasons.join('\n'))],
		['signs', assembly.signs(symbols)],
	]);
	const names = rows.map(({ file, source }) => `${files[file]!.name}:${source.id || nameOf(source.pattern)}`);
	return {
		lexicon: writeSections(sections),
		names: writeSections(new Map([['names', text(names.join('\n'))]])),
		order: rows.map(({ number }) => number),
		symbols,
		numberOf,
	};
}

/** The pattern in words, for the name of a row; a lemma alone stands without its tilde. */
function nameOf(pattern: Pattern): string {
	const shown = writeOut({ ...pattern, parts: firstWay(pattern) }).replace(/~[vna]:/g, '~');
	return /^~[^ |()^$]+\$?$/.test(shown) ? shown.slice(1) : shown;
}

/** Words by their stems in alphabetical order; elements with the very same forms are one. */
function lexemesOf(
	elements: string[],
	lemmas: LemmaTable,
): { numbers: Map<string, number>; stems: string[]; tables: number[]; endings: string[] } {
	const shapes = elements.map((element) => ({ element, ...lemmas.shape(element) }));
	const uses = new Map<string, number>();
	for (const { endings } of shapes) uses.set(endings, (uses.get(endings) ?? 0) + 1);
	const endings = [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key);
	const tableOf = new Map(endings.map((key, index) => [key, index]));
	shapes.sort((a, b) =>
		a.stem === b.stem ? tableOf.get(a.endings)! - tableOf.get(b.endings)! : a.stem < b.stem ? -1 : 1,
	);
	const numbers = new Map<string, number>();
	const stems: string[] = [];
	const tables: number[] = [];
	for (const { element, stem, endings: key } of shapes) {
		const table = tableOf.get(key)!;
		if (stems.at(-1) !== stem || tables.at(-1) !== table) {
			stems.push(stem);
			tables.push(table);
		}
		numbers.set(element, stems.length - 1);
	}
	return { numbers, stems, tables, endings };
}

function compareWays(a: Way[], b: Way[]): number {
	const left = flat(a);
	const right = flat(b);
	for (let i = 0; i < left.length && i < right.length; i++) {
		if (left[i] !== right[i]) return left[i]! - right[i]!;
	}
	return left.length - right.length;
}

function flat(ways: Way[]): number[] {
	return ways.flatMap((way) => way.parts.flatMap((part) => part.choices.flat()));
}

/** The first number, then the step to each further one. */
function deltas(sorted: number[]): number[] {
	return sorted.map((value, at) => (at ? value - sorted[at - 1]! : value));
}
