import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	comparePeriods,
	firstDay,
	firstDayAfter,
	nextPeriod,
	periodAt,
	periodKind,
	periodsFrom,
	previousPeriod,
} from './periods.ts';
import { PERIOD_KINDS } from './ids.ts';

const day = fc
	.integer({ min: Date.UTC(1971, 0, 1) / 86_400_000, max: Date.UTC(2199, 11, 1) / 86_400_000 })
	.map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
const kind = fc.constantFrom(...PERIOD_KINDS);

describe('a period', () => {
	it('is a month, an ISO week or a fortnight named by both weeks', () => {
		expect(['2026-11', '2026-W46', '2026-W45/W46', '2026-W53/W01'].map(periodKind)).toEqual([
			'month',
			'week',
			'fortnight',
			'fortnight',
		]);
	});

	it.each([
		'2026-13',
		'2026-00',
		'2025-W53',
		'2026-W00',
		'2026-W45/W47',
		'2026-W52/W01',
		'2026',
		'',
	])('is refused as %j', (name) => {
		expect(periodKind(name)).toBeNull();
		expect(() => firstDay(name)).toThrow(RangeError);
	});

	it('has the days of the calendar', () => {
		expect([firstDay('2026-02'), firstDayAfter('2026-02')]).toEqual(['2026-02-01', '2026-03-01']);
		expect([firstDay('2026-W46'), firstDayAfter('2026-W46')]).toEqual(['2026-11-09', '2026-11-16']);
		expect([firstDay('2026-W45/W46'), firstDayAfter('2026-W45/W46')]).toEqual([
			'2026-11-02',
			'2026-11-16',
		]);
		expect(firstDay('2027-W01')).toBe('2027-01-04');
	});

	it('follows the one before across years of 52 and 53 weeks', () => {
		expect(nextPeriod('2026-12')).toBe('2027-01');
		expect(nextPeriod('2025-W52')).toBe('2026-W01');
		expect(nextPeriod('2026-W53')).toBe('2027-W01');
		expect(nextPeriod('2026-W51/W52')).toBe('2026-W53/W01');
		expect(nextPeriod('2026-W53/W01')).toBe('2027-W02/W03');
		expect(periodsFrom('2026-11', 3)).toEqual(['2026-11', '2026-12', '2027-01']);
	});

	it('holds the day it was asked for, and every day belongs to one period of a kind', () => {
		fc.assert(
			fc.property(kind, day, (k, d) => {
				const name = periodAt(k, d);
				expect(periodKind(name)).toBe(k);
				expect(firstDay(name) <= d && d < firstDayAfter(name)).toBe(true);
				expect(periodAt(k, firstDay(name))).toBe(name);
				expect(periodAt(k, firstDayAfter(name))).toBe(nextPeriod(name));
			}),
		);
	});

	it('is left by next and found again by previous, in order', () => {
		fc.assert(
			fc.property(kind, day, (k, d) => {
				const name = periodAt(k, d);
				expect(previousPeriod(nextPeriod(name))).toBe(name);
				expect(comparePeriods(name, nextPeriod(name))).toBeLessThan(0);
				expect(firstDay(nextPeriod(name))).toBe(firstDayAfter(name));
			}),
		);
	});
});
