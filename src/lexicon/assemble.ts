/** Writes the checked rows in the engine's compact form: symbols by frequency, patterns as programs. */
import type { Lang } from '#contracts/ids.ts';
import type { CompiledLexicon } from '#engine/compiled.ts';
import { gapOf, isGap, type Pattern, trimGaps } from '#engine/pattern.ts';
import {
	AGAIN,
	CARET,
	CLOSE,
	CLOSE_OPTIONAL,
	DOLLAR,
	encode,
	END,
	GAP_0,
	MAX_NUMBER,
	OPEN,
	OR,
	OWNED,
} from '#engine/program.ts';
import { SLOTS } from '#engine/slot-words.ts';
import type { LemmaTable } from './lemmas.ts';

export type Assembly = {
	lang: Lang;
	lemmas: LemmaTable;
	/** By file, in order. */
	files: { name: string; rows: { pattern: Pattern; effect: string; id: string; reason: string }[] }[];
	/** Members by class: single words or lemmas, and patterns of several. */
	classes: Map<string, { words: string[]; patterns: Pattern[] }>;
	spelling: string;
	scope: string;
	/** Writes the table of signs, given the symbols in order. */
	signs: (symbols: readonly string[]) => string;
	weights: Record<string, number>;
};

export function assemble(assembly: Assembly): { lexicon: CompiledLexicon; symbols: string[] } {
	const { classes, files, lemmas } = assembly;
	const counts = new Map<string, number>();
	const count = (pattern: Pattern): void => {
		for (const element of pattern.parts.flat(2)) {
			if (gapOf(element) < 0) counts.set(element, (counts.get(element) ?? 0) + 1);
		}
		pattern.also?.forEach(count);
	};
	for (const file of files) for (const row of file.rows) count(row.pattern);
	for (const { patterns } of classes.values()) patterns.forEach(count);
	for (const slot of SLOTS) counts.set(slot, counts.get(slot) ?? 0);
	for (const name of classes.keys()) counts.set(name, counts.get(name) ?? 0);
	const names = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
	if (names.length > MAX_NUMBER) throw new Error('more symbols than the compiled form can number');
	const numbers = new Map(names.map((name, number) => [name, number]));

	const effects = new Map<string, number>();
	let rowEffects = '';
	let program = '';
	const frames: string[] = [];
	for (const file of files) {
		for (const row of file.rows) {
			let effect = effects.get(row.effect);
			if (effect === undefined) effects.set(row.effect, (effect = effects.size));
			rowEffects += encode(effect);
			program += writePattern(row.pattern, numbers);
			if (file.name === 'frames') frames.push(`${row.id}\t${row.reason}`);
		}
	}
	const owners = new Map<string, string>();
	let spans = '';
	let spanClasses = '';
	for (const [name, { words, patterns }] of classes) {
		const owner = encode(numbers.get(name)!);
		for (const word of words) owners.set(word, (owners.get(word) ?? '') + owner);
		for (const pattern of patterns) {
			spans += writePattern(pattern, numbers);
			spanClasses += owner;
		}
	}
	const rest = [...owners.keys()].filter((word) => !numbers.has(word)).sort();
	const lines = [...names, ...rest].map((word) => {
		const classesOf = owners.get(word);
		return lemmas.spec(word) + (classesOf ? OWNED + classesOf : '');
	});
	const lexicon: CompiledLexicon = {
		format: 2,
		lang: assembly.lang,
		words: lines.join('\n'),
		symbols: names.length,
		forms: [...names, ...rest].reduce((sum, word) => sum + lemmas.count(word), 0),
		endings: lemmas.endings(),
		program,
		spans,
		spanClasses,
		files: files.map((file) => [file.name, file.rows.length]),
		effects: [...effects.keys()].join('\n'),
		rowEffects,
		frames: frames.join('\n'),
		spelling: assembly.spelling,
		scope: assembly.scope,
		signs: assembly.signs(names),
		weights: assembly.weights,
	};
	return { lexicon, symbols: names };
}

function writePattern(pattern: Pattern, numbers: Map<string, number>): string {
	const char = String.fromCharCode;
	const ways = [pattern, ...(pattern.also ?? [])].flatMap(({ caret, dollar, parts }) =>
		waysOf(joinGaps(parts)).map(
			(way) => (caret ? char(CARET) : '') + writeParts(way, numbers) + (dollar ? char(DOLLAR) : ''),
		),
	);
	return ways.join(char(AGAIN)) + char(END);
}

/** An option that opens a pattern, or follows a gap, is written once with and once without. */
function waysOf(parts: string[][][]): string[][][][] {
	const at = parts.findIndex(
		(part, index) => part.some((choice) => choice.length === 0) && (index === 0 || isGap(parts[index - 1])),
	);
	if (at < 0) return parts.length ? [parts] : [];
	const taken = parts[at]!.filter((choice) => choice.length > 0);
	const before = parts.slice(0, at);
	const after = parts.slice(at + 1);
	return [
		...waysOf([...before, taken, ...after]),
		...waysOf(joinGaps(trimGaps([...before, ...after]))),
	];
}

/** Two gaps in a row are one. */
function joinGaps(parts: string[][][]): string[][][] {
	const joined: string[][][] = [];
	for (const part of parts) {
		const last = joined.at(-1);
		if (!isGap(part) || !isGap(last)) joined.push(part);
		else joined[joined.length - 1] = [[`…${Math.min(9, gapOf(part[0]![0]!) + gapOf(last![0]![0]!))}`]];
	}
	return joined;
}

function writeParts(parts: string[][][], numbers: Map<string, number>): string {
	const char = String.fromCharCode;
	const write = (choice: string[]): string =>
		choice
			.map((element) => {
				const gap = gapOf(element);
				return gap > 0 ? char(GAP_0 + gap) : encode(numbers.get(element)!);
			})
			.join('');
	return parts
		.map((part) => {
			const choices = part.filter((choice) => choice.length > 0);
			const optional = choices.length < part.length;
			if (choices.length === 1 && !optional) return write(choices[0]!);
			return char(OPEN) + choices.map(write).join(char(OR)) + char(optional ? CLOSE_OPTIONAL : CLOSE);
		})
		.join('');
}
