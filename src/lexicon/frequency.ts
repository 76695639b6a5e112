/** How common each symbol is in what people write, roughly: the engine looks for the rarer part of a pattern first. */
import { SLOTS } from '#engine/slot-words.ts';
import { wordsOf } from '#engine/words.ts';
import type { Assembly } from './assemble.ts';

/** How often a symbol occurs in the examples of the rows. */
export function countSymbols(
	assembly: Assembly,
	symbols: ReadonlyMap<string, number>,
): (symbol: number) => number {
	const counts = new Map<string, number>();
	for (const example of assembly.examples) {
		for (const word of wordsOf(example, assembly.lang)) counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	const countOf = (element: string): number =>
		assembly.lemmas.forms(element).reduce((sum, form) => sum + (counts.get(form) ?? 0), 0);
	const bySymbol = new Map<number, number>();
	for (const [element, symbol] of symbols) {
		const members = assembly.classes.get(element);
		const count = (SLOTS as readonly string[]).includes(element)
			? assembly.examples.length / 4
			: members
				? members.words.reduce((sum, word) => sum + countOf(word), members.patterns.length)
				: countOf(element);
		bySymbol.set(symbol, count);
	}
	return (symbol) => bySymbol.get(symbol) ?? 0;
}
