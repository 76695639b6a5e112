/** What comes back over a journal: situations, with the feeling that goes along with them, named only once there is enough to name. */
import type { Emotion, Factor } from '#contracts/ids.ts';
import { FACTORS } from '#contracts/ids.ts';
import { MIN_ENTRIES_FOR_PATTERNS } from '#contracts/journal-sizes.ts';
import type { JournalEntry } from '#contracts/journal.ts';

export type Returning = {
	factor: Factor;
	/** `eased`: it came back, and has not in the last entries. */
	kind: 'returns' | 'eased';
	/** The feeling that goes along with it, more than with the rest; null where none does. */
	emotion: Emotion | null;
	/** Ids of the entries that speak of it, latest first: whoever reads the sentence can look. */
	entries: string[];
};

/** Older entries say how it was, not how it is. */
const LOOKED_AT = 24;
/** Fewer times is chance. */
const LEAST_TIMES = 3;
/** A share of the entries looked at; with LEAST_TIMES it is the stricter that counts. */
const LEAST_SHARE = 1 / 3;
/** "Has not come back" needs this many entries in a row without it. */
const QUIET = 4;
/** A feeling goes along with a situation in this share of its entries, and that much more than in the others. */
const LEAST_TOGETHER = 0.6;
const LEAST_MORE = 0.25;
/** More sentences than that, and none is read. */
const MOST_OF_A_SIDE = 2;

/**
 * @param entries in any order.
 * @returns at most two situations that weigh, then at most two that carry, each the most frequent first (ties: the order
 * of the families); empty under MIN_ENTRIES_FOR_PATTERNS entries.
 */
export function whatReturns(entries: readonly JournalEntry[]): Returning[] {
	if (entries.length < MIN_ENTRIES_FOR_PATTERNS) return [];
	const recent = [...entries]
		.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.id < b.id ? 1 : -1))
		.slice(0, LOOKED_AT);
	const found = FACTORS.flatMap((factor) => {
		const concerned = recent.filter(({ reading }) => reading.factors.includes(factor));
		if (concerned.length < Math.max(LEAST_TIMES, recent.length * LEAST_SHARE)) return [];
		const quiet = recent.length >= QUIET + LEAST_TIMES && !concerned.includes(recent[0]!);
		const eased = quiet && recent.slice(0, QUIET).every((entry) => !concerned.includes(entry));
		return [
			{
				factor,
				kind: eased ? ('eased' as const) : ('returns' as const),
				emotion: feelingOf(concerned, recent),
				entries: concerned.map(({ id }) => id),
			},
		];
	});
	const side = (pole: '-' | '+'): Returning[] =>
		found
			.filter(({ factor }) => factor.endsWith(pole))
			.sort((a, b) => b.entries.length - a.entries.length)
			.slice(0, MOST_OF_A_SIDE);
	return [...side('-'), ...side('+')];
}

/** Only what is more frequent with the situation than without it: else it is simply frequent. */
function feelingOf(concerned: JournalEntry[], all: JournalEntry[]): Emotion | null {
	const others = all.filter((entry) => !concerned.includes(entry));
	const share = (among: JournalEntry[], emotion: Emotion): number =>
		among.length === 0
			? 0
			: among.filter(({ reading }) => reading.emotion === emotion).length / among.length;
	const named = concerned.flatMap(({ reading }) =>
		reading.emotion === 'none' ? [] : [reading.emotion],
	);
	for (const emotion of new Set(named)) {
		const together = share(concerned, emotion);
		const times = named.filter((one) => one === emotion).length;
		if (
			times >= LEAST_TIMES &&
			together >= LEAST_TOGETHER &&
			together - share(others, emotion) >= LEAST_MORE
		)
			return emotion;
	}
	return null;
}
