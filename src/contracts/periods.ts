/** Periods and their days, so that a round opens and closes on the same day on every machine: months, ISO 8601 weeks, fortnights of two ISO weeks. Days are in UTC. */
import type { PeriodKind } from './ids.ts';

const DAY = 86_400_000;
/** A Monday; fortnights start an even number of weeks after it (so 2026-W45 starts one), whatever the year's number of weeks. */
const FORTNIGHT_ANCHOR = Date.UTC(2026, 10, 2);

type Span = { kind: PeriodKind; start: number; end: number };

/** The kind of a well-formed period name, or null: `2026-11`, `2026-W46`, `2026-W45/W46` (`2026-W53/W01` across a new year). */
export function periodKind(name: string): PeriodKind | null {
	return span(name)?.kind ?? null;
}

/** First day of the period, `YYYY-MM-DD`. @throws RangeError if the name is not a period. */
export function firstDay(name: string): string {
	return iso(spanOf(name).start);
}

/** First day after the period, `YYYY-MM-DD`: the day on which its round closes. @throws RangeError */
export function firstDayAfter(name: string): string {
	return iso(spanOf(name).end);
}

/** The period that follows without a gap. @throws RangeError */
export function nextPeriod(name: string): string {
	const { kind, end } = spanOf(name);
	return nameAt(kind, end);
}

/** The period that ends where this one starts. @throws RangeError */
export function previousPeriod(name: string): string {
	const { kind, start } = spanOf(name);
	return kind === 'fortnight' ? nameAt(kind, start - 14 * DAY) : periodAt(kind, iso(start - DAY));
}

/** `count` periods in a row, the given one first. @throws RangeError */
export function periodsFrom(first: string, count: number): string[] {
	const names = [first];
	while (names.length < count) names.push(nextPeriod(names.at(-1)!));
	return names.slice(0, count);
}

/** The period of this kind that holds the day (`YYYY-MM-DD`). Fortnights never overlap: they are counted from one anchor. */
export function periodAt(kind: PeriodKind, day: string): string {
	const at = Date.parse(`${day}T00:00:00Z`);
	if (Number.isNaN(at)) throw new RangeError(`not a day: ${day}`);
	if (kind === 'month') return day.slice(0, 7);
	const monday = mondayOf(at);
	if (kind === 'week') return nameAt(kind, monday);
	const weeks = Math.round((monday - FORTNIGHT_ANCHOR) / (7 * DAY));
	return nameAt(kind, monday - (((weeks % 2) + 2) % 2) * 7 * DAY);
}

/** Order in time of two periods of one kind: negative, 0 or positive. @throws RangeError */
export function comparePeriods(a: string, b: string): number {
	return spanOf(a).start - spanOf(b).start;
}

function spanOf(name: string): Span {
	const found = span(name);
	if (!found) throw new RangeError(`not a period: ${name}`);
	return found;
}

function span(name: string): Span | null {
	const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name);
	if (month) {
		const [year, number] = [Number(month[1]), Number(month[2])];
		return { kind: 'month', start: Date.UTC(year, number - 1), end: Date.UTC(year, number) };
	}
	const weeks = /^(\d{4})-W(\d{2})(?:\/W(\d{2}))?$/.exec(name);
	if (!weeks) return null;
	const start = mondayOfWeek(Number(weeks[1]), Number(weeks[2]));
	if (start === null) return null;
	if (weeks[3] === undefined) return { kind: 'week', start, end: start + 7 * DAY };
	const second = isoWeek(start + 7 * DAY).week;
	return second === Number(weeks[3]) ? { kind: 'fortnight', start, end: start + 14 * DAY } : null;
}

function nameAt(kind: PeriodKind, start: number): string {
	if (kind === 'month') return iso(start).slice(0, 7);
	const { year, week } = isoWeek(start);
	const name = `${String(year).padStart(4, '0')}-W${two(week)}`;
	return kind === 'week' ? name : `${name}/W${two(isoWeek(start + 7 * DAY).week)}`;
}

/** ISO 8601: the week belongs to the year of its Thursday; week 1 holds 4 January. */
function isoWeek(at: number): { year: number; week: number } {
	const thursday = mondayOf(at) + 3 * DAY;
	const year = new Date(thursday).getUTCFullYear();
	return { year, week: 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) };
}

function mondayOfWeek(year: number, week: number): number | null {
	const monday = mondayOf(Date.UTC(year, 0, 4)) + (week - 1) * 7 * DAY;
	const named = isoWeek(monday);
	return week >= 1 && named.year === year && named.week === week ? monday : null;
}

function mondayOf(at: number): number {
	return at - ((new Date(at).getUTCDay() + 6) % 7) * DAY;
}

const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
const two = (n: number): string => String(n).padStart(2, '0');
