import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Voice } from '#contracts/voice.ts';
import { anyReading } from './samples.ts';
import { readingToKeep, SKIES, skyOf, skyOfMonth } from './weather.ts';

const day = (valence: Voice['valence'], ...factors: Voice['factors']) => ({ valence, factors });

describe('the word of a day', () => {
	it('tells what weighs from what carries', () => {
		expect(skyOf(day(-1, 'intensity-'))).toBe('heavy');
		expect(skyOf(day(-1, 'intensity-', 'relations+'))).toBe('heavy-bright');
		expect(skyOf(day(-1))).toBe('grey');
		expect(skyOf(day(0, 'autonomy-'))).toBe('misty');
		expect(skyOf(day(0, 'autonomy-', 'values+'))).toBe('changing');
		expect(skyOf(day(0))).toBe('still');
		expect(skyOf(day(1, 'values+'))).toBe('clear');
		expect(skyOf(day(1, 'intensity-'))).toBe('clear-cloud');
	});

	it('exists for every reading', () => {
		fc.assert(fc.property(anyReading, (reading) => SKIES.includes(skyOf(reading))));
	});
});

describe('the word of a month', () => {
	it('is that of more than half of its days, else changing, and none for a single day', () => {
		expect(skyOfMonth([day(-1)])).toBeNull();
		expect(skyOfMonth([day(-1), day(-1, 'values-'), day(1)])).toBe('heavy');
		expect(skyOfMonth([day(-1), day(1)])).toBe('changing');
		expect(skyOfMonth([day(1), day(1), day(0, 'values-')])).toBe('clear');
	});
});

describe('what is kept of a reading', () => {
	it('says nothing of relations beside violence, and all of it otherwise', () => {
		const voice: Voice = {
			valence: -1,
			emotion: 'fear',
			difficulty: 'conflict',
			factors: ['relations-', 'intensity-'],
		};
		expect(readingToKeep(voice, 'violence')).toEqual({
			...voice,
			difficulty: 'none',
			factors: ['intensity-'],
		});
		expect(readingToKeep(voice, 'crisis')).toEqual(voice);
		expect(readingToKeep(voice, null)).toEqual(voice);
	});
});
