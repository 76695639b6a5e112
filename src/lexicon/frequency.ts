/** Which symbols are common in what people write, roughly: the engine looks for the rarer part of a pattern first. */
import { wordsOf } from '#engine/words.ts';
import { SLOTS } from '#engine/slot-words.ts';
import type { Assembly } from './assemble.ts';
import { numbers } from './container.ts';

/** Symbols counted less often than this are as good as rare. */
const COMMON = 16;

/** Pairs, by symbol: the step from the one before, and the power of two of how often it occurs in the examples. */
export function commonSymbols(assembly: Assembly, symbols: ReadonlyMap<string, number>): Uint8Array {
	const counts = new Map<string, number>();
	for (const example of assembly.examples) {
		for (const word of wordsOf(example, assembly.lang)) counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	const countOf = (element: string): number =>
		assembly.lemmas.forms(element).reduce((sum, form) => sum + (counts.get(form) ?? 0), 0);
	const common: [number, number][] = [];
	for (const [element, symbol] of symbols) {
		const members = assembly.classes.get(element);
		const count = (SLOTS as readonly string[]).includes(element)
			? assembly.examples.length / 4
			: members
				? members.words.reduce((sum, word) => sum + countOf(word), members.patterns.length)
				: countOf(element);
		if (count >= COMMON) common.push([symbol, Math.floor(Math.log2(count))]);
	}
	common.sort((a, b) => a[0] - b[0]);
	return numbers(common.flatMap(([symbol, power], at) => [symbol - (at ? common[at - 1]![0] : 0), power]));
}
