/** Sorted words, each without the beginning that it shares with the one before. */
import { numbers, text } from './container.ts';

/** Sections `NAME.shared` (how many letters) and `NAME.rest` (what follows, a line each). */
export function frontCoded(name: string, sorted: readonly string[]): [string, Uint8Array][] {
	const shared: number[] = [];
	const rests: string[] = [];
	let before = '';
	for (const word of sorted) {
		let same = 0;
		while (same < word.length && same < before.length && word[same] === before[same]) same++;
		// never between the halves of an emoji
		if (/[\ud800-\udbff]$/.test(word.slice(0, same))) same--;
		shared.push(same);
		rests.push(word.slice(same));
		before = word;
	}
	return [
		[`${name}.shared`, numbers(shared)],
		[`${name}.rest`, text(rests.join('\n'))],
	];
}
