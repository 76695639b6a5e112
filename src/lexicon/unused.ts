/** Lists what a body of texts makes no use of, as unshipped.tsv takes it. */
import { assemble, type Assembly } from './assemble.ts';
import { wordsMisread } from './known-words.ts';
import {
	choiceText,
	isAlarm,
	isKept,
	keptClasses,
	prune,
	readUnshipped,
	WHOLE_ROW,
	WORDS,
} from './prune.ts';
import { measureUsage, type Usage } from './usage.ts';
import { waysOf } from './ways.ts';
import { prepare } from '#engine/prepare.ts';
import type { Pattern } from '#engine/pattern.ts';

/** Texts that must use a row, a choice within a row, a member of a class. */
export type Least = { row: number; choice: number; member: number };
/** For what keeps others from being misread (prune.ts) a single text is enough. */
const ONCE: Least = { row: 1, choice: 1, member: 1 };
export type UnusedLine = { file: string; row: string; unshipped: string };

/**
 * Rows (`*`), choices within rows and members of classes that fewer of the texts use than `least` says; never those of an alarm.
 * @param assembly of the whole lexicon
 */
export function listUnused(
	assembly: Assembly,
	texts: Iterable<string>,
	least: Least,
): UnusedLine[] {
	const list = [...texts];
	const { lexicon, order, numberOf } = assemble(assembly);
	const usage = measureUsage(lexicon, list);
	const usedEnough = choicesUsed(lexicon, usage, least.choice);
	const usedOnce = choicesUsed(lexicon, usage, ONCE.choice);
	const place: number[] = [];
	order.forEach((number, row) => (place[number] = row));
	const lines: UnusedLine[] = [];
	let number = 0;
	for (const file of assembly.files) {
		for (const row of file.rows) {
			const compiled = place[number++]!;
			if (isAlarm(row)) continue;
			const grave = isKept(file.name, row);
			const used = grave ? usedOnce : usedEnough;
			const unused =
				usage.rows[compiled]! < (grave ? ONCE.row : least.row)
					? [WHOLE_ROW]
					: choicesOf(row.pattern).filter(
							(choice) => !used[compiled]!.has(keyOf(choice, numberOf)),
						).map(choiceText);
			if (unused.length) {
				lines.push({ file: file.name, row: row.key, unshipped: [...new Set(unused)].join('|') });
			}
		}
	}
	const kept = keptClasses(assembly);
	const spans = spansUsed(lexicon, usage, least.member);
	for (const [name, { words, patterns }] of assembly.classes) {
		if (kept.has(name)) continue;
		const unused = [
			...words.filter((word) => usage.symbols[numberOf(word)]! < least.member),
			...patterns
				.filter((pattern) =>
					waysOf(pattern, numberOf).every(({ parts }) => !spans.has(`${numberOf(name)}: ${parts[0]!.choices[0]!.join(' ')}`)),
				)
				.map((pattern) => choiceText(pattern.parts[0]![0]!)),
		];
		if (unused.length) lines.push({ file: 'classes', row: name, unshipped: unused.join('|') });
	}
	const words = misreadWithout(assembly, lexicon, lines, list);
	if (words.length) lines.push({ file: WORDS, row: '', unshipped: words.join('|') });
	return lines;
}

/** Words to ship by themselves, lest they be taken for others. */
function misreadWithout(
	assembly: Assembly,
	whole: Uint8Array,
	lines: readonly UnusedLine[],
	texts: readonly string[],
): string[] {
	const listed = readUnshipped(lines.map((cells) => ({ file: '', line: 0, cells })));
	return wordsMisread(whole, assemble(prune(assembly, listed)).lexicon, texts);
}

/** Choices that could be left out without the row's being lost. */
function choicesOf(pattern: Pattern): string[][] {
	return [pattern, ...(pattern.also ?? [])].flatMap((way) =>
		way.parts
			.filter((part) => part.length > 1)
			.flatMap((part) => part.filter((choice) => choice.length > 0)),
	);
}

function keyOf(choice: readonly string[], numberOf: (element: string) => number): string {
	return choice.map((element) => (element.startsWith('…') ? 0 : numberOf(element))).join(' ');
}

/** By row: the choices used, as `keyOf` writes them. */
function choicesUsed(lexicon: Uint8Array, usage: Usage, least: number): Set<string>[] {
	const { patterns, rowOfWay } = prepare(lexicon);
	const used: Set<string>[] = Array.from(usage.rows, () => new Set());
	for (let way = 0; way < patterns.count; way++) {
		for (let part = patterns.parts[way]!; part < patterns.parts[way + 1]!; part++) {
			for (let choice = patterns.choices[part]!; choice < patterns.choices[part + 1]!; choice++) {
				if (usage.choices[choice]! < least) continue;
				const elements = patterns.element.subarray(patterns.elements[choice], patterns.elements[choice + 1]);
				used[rowOfWay[way]!]!.add(Array.from(elements, (element) => (element < 10 ? 0 : element)).join(' '));
			}
		}
	}
	return used;
}

/** As `class: symbols`. */
function spansUsed(lexicon: Uint8Array, usage: Usage, least: number): Set<string> {
	const { spans, ownerOfSpan } = prepare(lexicon);
	const used = new Set<string>();
	for (let way = 0; way < spans.count; way++) {
		if (usage.spans[way]! < least) continue;
		const choice = spans.choices[spans.parts[way]!]!;
		used.add(`${ownerOfSpan[way]}: ${spans.element.subarray(spans.elements[choice], spans.elements[choice + 1]).join(' ')}`);
	}
	return used;
}
