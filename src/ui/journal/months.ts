/** Entries by month, latest first, each month with its word. */
import type { JournalEntry } from '#contracts/journal.ts';
import { skyOfMonth, type MonthSky } from '#engine/companion/weather.ts';

export type Month = { month: string; sky: MonthSky | null; entries: JournalEntry[] };

/**
 * @param entries latest first. @param shown ids to show; null for all.
 * @returns months `YYYY-MM` that have something to show; the word is of all the month's entries, shown or not.
 */
export function byMonth(
	entries: readonly JournalEntry[],
	shown: ReadonlySet<string> | null = null,
): Month[] {
	const months = [...new Set(entries.map(({ day }) => day.slice(0, 7)))];
	return months
		.map((month) => {
			const all = entries.filter(({ day }) => day.startsWith(month));
			return {
				month,
				sky: skyOfMonth(all.map(({ reading }) => reading)),
				entries: all.filter(({ id }) => !shown || shown.has(id)),
			};
		})
		.filter((one) => one.entries.length > 0);
}
