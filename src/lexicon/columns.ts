/** Ways to match as columns: `#engine/patterns.ts` reads them. */
import { numbers } from './container.ts';
import type { Way } from './ways.ts';
import { FIRST_SYMBOL } from '#engine/symbols.ts';

/**
 * Sections: `.parts` of each way (number x 4, + 2 if it must open a sentence, + 1 if it must end one); `.kind` of each part (its
 * gap, or 10 and up: number of choices x 2, + 1 if it may be left out); `.size` of each choice less one; `.first` symbol of each choice
 * (in a part, the step from the choice before), and `.more` symbols.
 */
export function writeWays(name: string, ways: readonly Way[]): [string, Uint8Array][] {
	const columns = {
		parts: [] as number[],
		kind: [] as number[],
		size: [] as number[],
		first: [] as number[],
		more: [] as number[],
	};
	for (const way of ways) {
		columns.parts.push(way.parts.length * 4 + (way.caret ? 2 : 0) + (way.dollar ? 1 : 0));
		for (const { choices, optional } of way.parts) {
			const gap = choices[0]![0]!;
			if (choices.length === 1 && choices[0]!.length === 1 && gap < FIRST_SYMBOL) {
				columns.kind.push(gap);
				continue;
			}
			columns.kind.push(8 + choices.length * 2 + (optional ? 1 : 0));
			let before = 0;
			for (const [first = 0, ...more] of choices) {
				columns.size.push(more.length);
				columns.first.push(first - before);
				before = first;
				columns.more.push(...more);
			}
		}
	}
	return Object.entries(columns).map(([column, values]) => [`${name}.${column}`, numbers(values)]);
}
