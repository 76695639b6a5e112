/** A pattern as the ways to match it: parts in order, each a gap or a choice of sequences of symbols. */
import { gapOf, isGap, type Pattern, trimGaps } from '#engine/pattern.ts';

/** A choice lists sequences of elements: symbols, or gaps (`FIRST_SYMBOL` and up, or below). */
export type Way = {
	caret: boolean;
	dollar: boolean;
	parts: { optional: boolean; choices: number[][] }[];
};

/** `numberOf` gives the number of a symbol; gaps are written as their size. Choices are sorted, which makes them cheaper to send. */
export function waysOf(pattern: Pattern, numberOf: (element: string) => number): Way[] {
	return [pattern, ...(pattern.also ?? [])].flatMap(({ caret, dollar, parts }) =>
		written(joinGaps(parts)).map((way) => ({
			caret,
			dollar,
			parts: way.map((part) => {
				const choices = part.filter((choice) => choice.length > 0);
				return {
					optional: choices.length < part.length,
					choices: choices
						.map((choice) => choice.map((element) => (gapOf(element) > 0 ? gapOf(element) : numberOf(element))))
						.sort(compare)
						.filter((choice, at, all) => at === 0 || compare(choice, all[at - 1]!) !== 0),
				};
			}),
		})),
	);
}

/** The first way, in elements, for the name of a row. */
export function firstWay(pattern: Pattern): string[][][] {
	return written(joinGaps(pattern.parts))[0] ?? [];
}

function compare(a: readonly number[], b: readonly number[]): number {
	for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
	return a.length - b.length;
}

/** An option that opens a pattern, or follows a gap, is written once with and once without. */
function written(parts: string[][][]): string[][][][] {
	const at = parts.findIndex(
		(part, index) => part.some((choice) => choice.length === 0) && (index === 0 || isGap(parts[index - 1])),
	);
	if (at < 0) return parts.length ? [parts] : [];
	const taken = parts[at]!.filter((choice) => choice.length > 0);
	const before = parts.slice(0, at);
	const after = parts.slice(at + 1);
	return [
		...written([...before, taken, ...after]),
		...written(joinGaps(trimGaps([...before, ...after]))),
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
