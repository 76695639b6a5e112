/** Leaves out of the shipped lexicon what unshipped.tsv lists: rows, choices and members that a large body of check-ins never used. */
import { gapOf, type Pattern, trimGaps } from '#engine/pattern.ts';
import type { Assembly, AssemblyRow } from './assemble.ts';
import type { TsvRow } from './tsv.ts';

/** In place of choices: the whole row. */
export const WHOLE_ROW = '*';
/** Files of which all is shipped that any text uses: what they find, or keep from being misread, is too rare to be counted and too grave to miss. */
const KEPT_FILES = new Set(['safety', 'operators']);
const KEPT_LABELS = /\b(crisis|violence|figurative)\b/;

/** In place of a file: the line lists words that are shipped by themselves, so that they are not taken for slips of others. */
export const WORDS = 'words';

/** By `file TAB row`: WHOLE_ROW, or choices as `choiceText` writes them. */
export type Unshipped = Map<string, Set<string>>;

export function readUnshipped(table: readonly TsvRow[]): Unshipped {
	return new Map(
		table.map(({ cells }) => [`${cells['file']}\t${cells['row']}`, new Set(cells['unshipped']!.split('|'))]),
	);
}

/** Whether one text that uses it is enough. */
export function isKept(file: string, row: AssemblyRow): boolean {
	return KEPT_FILES.has(file) || KEPT_LABELS.test(row.effect);
}

/** An alarm is always shipped whole: the words for it that no text has used yet are those that must not be missed. */
export function isAlarm(row: AssemblyRow): boolean {
	return /\b(crisis|violence)\b/.test(row.effect);
}

/** Whether the whole row is left out. */
export function isDropped(file: string, row: AssemblyRow, unshipped: Unshipped): boolean {
	return unshipped.get(`${file}\t${row.key}`)?.has(WHOLE_ROW) ?? false;
}

/** Classes that only alarms refer to: their members are shipped, too. */
export function keptClasses(assembly: Assembly): Set<string> {
	const kept = new Set<string>();
	const others = new Set<string>();
	const collect = (pattern: Pattern, into: Set<string>): void => {
		for (const element of pattern.parts.flat(2)) if (element.startsWith('@')) into.add(element);
		pattern.also?.forEach((way) => collect(way, into));
	};
	for (const file of assembly.files)
		for (const row of file.rows) collect(row.pattern, isAlarm(row) ? kept : others);
	for (const name of others) kept.delete(name);
	return kept;
}

export function choiceText(choice: readonly string[]): string {
	return choice.join(' ');
}

/** The assembly without what is listed; `examples` stay. */
export function prune(assembly: Assembly, unshipped: Unshipped): Assembly {
	const files = assembly.files.map((file) => ({
		...file,
		rows: file.rows.flatMap((row) => {
			const dropped = unshipped.get(`${file.name}\t${row.key}`);
			if (!dropped) return [row];
			if (dropped.has(WHOLE_ROW)) return [];
			const pattern = prunePattern(row.pattern, dropped);
			return pattern ? [{ ...row, pattern }] : [];
		}),
	}));
	const classes: Assembly['classes'] = new Map();
	for (const [name, members] of assembly.classes) {
		const dropped = unshipped.get(`classes\t${name}`);
		const words = members.words.filter((word) => !dropped?.has(word));
		const patterns = members.patterns.filter((pattern) => !dropped?.has(choiceText(pattern.parts[0]![0]!)));
		classes.set(name, { words, patterns });
	}
	const words = unshipped.get(`${WORDS}\t`);
	return { ...assembly, files, classes, words: [...(words ?? [])] };
}

/** Null if nothing is left of it. */
function prunePattern(pattern: Pattern, dropped: ReadonlySet<string>): Pattern | null {
	const ways = [pattern, ...(pattern.also ?? [])].flatMap((way) => {
		const parts = pruneParts(way.parts, dropped);
		return parts ? [{ caret: way.caret, dollar: way.dollar, parts }] : [];
	});
	const [first, ...also] = ways;
	return first ? { ...first, also } : null;
}

function pruneParts(parts: string[][][], dropped: ReadonlySet<string>): string[][][] | null {
	const left: string[][][] = [];
	for (const part of parts) {
		const choices = part.filter(
			(choice) => choice.length === 0 || gapOf(choice[0]!) > 0 || !dropped.has(choiceText(choice)),
		);
		if (choices.length === 0) return null;
		if (choices.some((choice) => choice.length > 0)) left.push(choices);
	}
	const trimmed = trimGaps(left);
	return trimmed.length ? trimmed : null;
}
