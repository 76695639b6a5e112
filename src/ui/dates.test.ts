import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import { dateInWords, dayInWords, percent, periodInWords } from './dates.ts';

afterEach(() => overwriteGetLocale(() => 'fr'));

describe('dates', () => {
	it('are said as French says them', () => {
		overwriteGetLocale(() => 'fr');
		expect(dayInWords('2026-12-01')).toBe('mardi 1er décembre');
		expect(dateInWords('2026-11-21')).toBe('21 novembre 2026');
		expect(periodInWords('2026-11')).toBe('novembre 2026');
		expect(percent(0.43)).toMatch(/^43[\u202f\u00a0]%$/);
	});

	it('are said as British English says them', () => {
		overwriteGetLocale(() => 'en');
		expect(dayInWords('2026-12-01')).toBe('Tuesday 1 December');
		expect(dateInWords('2026-11-21')).toBe('21 November 2026');
		expect(percent(0.43)).toBe('43%');
	});
});
