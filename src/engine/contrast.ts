/** "But": what comes before it is conceded, what follows is meant. */
import type { Matches } from './match.ts';
import type { Prepared } from './prepare.ts';
import type { Tokens } from './tokens.ts';

/** How far a contrast looks, in tokens, and over how many matches before it. */
const REACH = 80;
const MATCHES = 24;

/**
 * Weighs in `side` what stands before the tokens `start` to `end` in their sentence (or in the one before, if they open one) and what
 * follows them there, if there is something on both sides. `from` is the first match that may be near.
 */
export function contrast(
	prepared: Prepared,
	side: Float64Array,
	start: number,
	end: number,
	tokens: Tokens,
	matches: Matches,
	content: readonly number[],
	from: number,
): void {
	let open = start;
	while (open > 0 && open > start - REACH && tokens.brk[open] !== 2) open--;
	let close = end;
	while (close < tokens.n && close < end + REACH && tokens.brk[close] !== 2) close++;
	const first = start === open ? start - REACH : open;
	const begin = Math.max(0, from - MATCHES);
	let stop = begin;
	let before = false;
	let after = false;
	for (; stop < content.length; stop++) {
		const s = matches.start[content[stop]!]!;
		if (s >= close) break;
		if (s >= end) after = true;
		else if (s >= first && matches.end[content[stop]!]! <= start) before = true;
	}
	if (!before || !after) return;
	for (let k = begin; k < stop; k++) {
		const s = matches.start[content[k]!]!;
		if (s >= end) side[k]! *= prepared.constants.contrastAfter;
		else if (s >= first && matches.end[content[k]!]! <= start) {
			side[k]! *= prepared.constants.contrastBefore;
		}
	}
}
