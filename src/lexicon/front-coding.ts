/** Sorted words, each without the beginning that it shares with the one before. */
import { numbers, text } from './container.ts';

/**
 * Sections `NAME.shared` (how many letters) and `NAME.rest` (what follows, a line each). Each run of words with the same two first letters
 * starts anew, behind a form feed, so that it can be read alone; `NAME.run` gives the number of its words.
 */
export function frontCoded(name: string, sorted: readonly string[]): [string, Uint8Array][] {
	const shared: number[] = [];
	const runs: string[][] = [];
	let before = '';
	for (const word of sorted) {
		if (runs.length === 0 || word.slice(0, 2) !== before.slice(0, 2)) {
			runs.push([]);
			before = '';
		}
		let same = 0;
		while (same < word.length && same < before.length && word[same] === before[same]) same++;
		// never between the halves of an emoji
		if (/[\ud800-\udbff]$/.test(word.slice(0, same))) same--;
		shared.push(same);
		runs.at(-1)!.push(word.slice(same));
		before = word;
	}
	return [
		[`${name}.shared`, numbers(shared)],
		[`${name}.rest`, text(runs.map((run) => run.join('\n')).join('\f'))],
		[`${name}.run`, numbers(runs.map((run) => run.length))],
	];
}
