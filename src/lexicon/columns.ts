/** Ways to match as columns: `#engine/patterns.ts` reads them. */
import { FIRST_SYMBOL } from '#engine/symbols.ts';
import { numbers } from './container.ts';
import type { Way } from './ways.ts';

/** Symbols written in one byte. */
const FREQUENT = 112;

/** Those that occur most often but at the head of a way, in order. */
export function frequentSymbols(ways: readonly Way[]): number[] {
	const counts = new Map<number, number>();
	const count = (symbol: number): void => void counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
	for (const { parts } of ways) {
		parts.forEach(({ choices }, part) => {
			if (part > 0) count(choices[0]![0]!);
			for (const choice of choices) choice.slice(1).forEach(count);
		});
	}
	return [...counts.keys()]
		.filter((symbol) => symbol >= FIRST_SYMBOL)
		.sort((a, b) => counts.get(b)! - counts.get(a)! || a - b)
		.slice(0, FREQUENT)
		.sort((a, b) => a - b);
}

/**
 * Sections: `.parts` of each way (number x 4, + 2 if it must open a sentence, + 1 if it must end one) and its `.anchor`, the part to look for first;
 * `.kind` of each part (its gap, or 8 + number of choices x 2, + 1 if it may be left out); `.size` of each choice less one;
 * the `.head`: first symbol of each way, as the step from the one before (x 2, or x -2 - 1 if backwards); the `.first` symbol of each other
 * part, the `.step` from there to that of each further choice, and `.more` symbols; of the choices of an anchor that have several, which is the
 * `.rarest`. In `.first` and `.more`, numbers below that of the frequent symbols stand for those.
 */
export function writeWays(
	name: string,
	ways: readonly Way[],
	frequent: readonly number[],
	countOf: (symbol: number) => number,
): [string, Uint8Array][] {
	const short = new Map(frequent.map((symbol, code) => [symbol, code]));
	const code = (symbol: number): number => short.get(symbol) ?? frequent.length + symbol;
	let head = 0;
	const columns = {
		parts: [] as number[],
		anchor: [] as number[],
		kind: [] as number[],
		size: [] as number[],
		head: [] as number[],
		first: [] as number[],
		step: [] as number[],
		more: [] as number[],
		rarest: [] as number[],
	};
	for (const way of ways) {
		const anchor = anchorOf(way, countOf);
		columns.parts.push(way.parts.length * 4 + (way.caret ? 2 : 0) + (way.dollar ? 1 : 0));
		columns.anchor.push(anchor);
		way.parts.forEach((part, at) => {
			const { choices, optional } = part;
			if (isGap(part)) {
				columns.kind.push(choices[0]![0]!);
				return;
			}
			columns.kind.push(8 + choices.length * 2 + (optional ? 1 : 0));
			choices.forEach(([first = 0, ...more], choice) => {
				columns.size.push(more.length);
				if (at === 0 && choice === 0) {
					columns.head.push(first < head ? -2 * (first - head) - 1 : 2 * (first - head));
					head = first;
				} else if (choice === 0) columns.first.push(code(first));
				else columns.step.push(first - choices[choice - 1]![0]!);
				columns.more.push(...more.map(code));
				if (at === anchor && more.length) columns.rarest.push(rarestOf(choices[choice]!, countOf));
			});
		});
	}
	return Object.entries(columns).map(([column, values]) => [`${name}.${column}`, numbers(values)]);
}

function isGap({ choices }: Way['parts'][number]): boolean {
	return choices.length === 1 && choices[0]!.length === 1 && choices[0]![0]! < FIRST_SYMBOL;
}

/** The part that occurs least often, of those that must be there. */
function anchorOf(way: Way, countOf: (symbol: number) => number): number {
	let best = 0;
	let lowest = Infinity;
	way.parts.forEach((part, at) => {
		if (part.optional || isGap(part)) return;
		const sum = part.choices.reduce(
			(total, choice) => total + 1 + countOf(choice[rarestOf(choice, countOf)]!),
			0,
		);
		if (sum < lowest) {
			lowest = sum;
			best = at;
		}
	});
	return best;
}

/** Which element of a choice occurs least often. */
function rarestOf(choice: readonly number[], countOf: (symbol: number) => number): number {
	let best = 0;
	choice.forEach((symbol, at) => {
		if (symbol >= FIRST_SYMBOL && countOf(symbol) < countOf(choice[best]!)) best = at;
	});
	return best;
}
