import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONS, FAMILIES, FACTORS, POLES } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';
import { voiceSchema } from '#contracts/voice.ts';
import { voiceOf } from './voice.ts';

const READING: Reading = {
	lang: 'fr',
	valence: -0.6,
	polarity: -1,
	intensity: 0.5,
	confidence: 0.8,
	emotions: [
		{ emotion: 'fatigue', weight: 0.8 },
		{ emotion: 'anger', weight: 0.4 },
	],
	factors: [
		{ factor: 'intensity', pole: '-', weight: 0.9 },
		{ factor: 'relations', pole: '+', weight: 0.5 },
		{ factor: 'values', pole: '-', weight: 0.4 },
		{ factor: 'autonomy', pole: '-', weight: 0.2 },
	],
	difficulty: 'fatigue',
	safety: null,
	evidence: [],
	flags: [],
};

describe('a voice from a reading', () => {
	it('takes the strongest emotion and the three strongest factors', () => {
		expect(voiceOf(READING)).toEqual({
			valence: -1,
			emotion: 'fatigue',
			difficulty: 'fatigue',
			factors: ['intensity-', 'relations+', 'values-'],
		});
	});

	it('follows the person where they correct it', () => {
		const voice = voiceOf(READING, {
			notEmotions: ['fatigue'],
			notFactors: ['intensity-'],
			addFactors: ['values+'],
			valence: 0,
			difficulty: 'none',
		});
		expect(voice).toEqual({
			valence: 0,
			emotion: 'anger',
			difficulty: 'none',
			factors: ['values+', 'relations+', 'autonomy-'],
		});
		expect(voiceOf(READING, { emotion: 'none' }).emotion).toBe('none');
	});

	it('is a valid voice whatever was read and corrected', () => {
		const factor = fc.constantFrom(...FACTORS);
		fc.assert(
			fc.property(
				fc.uniqueArray(
					fc.record({
						factor: fc.constantFrom(...FAMILIES),
						pole: fc.constantFrom(...POLES),
						weight: fc.double({ min: 0, max: 1 }),
					}),
					{ selector: (one) => one.factor },
				),
				fc.array(factor),
				fc.array(factor),
				fc.array(fc.constantFrom(...EMOTIONS)),
				(factors, addFactors, notFactors, notEmotions) => {
					const voice = voiceOf({ ...READING, factors }, { addFactors, notFactors, notEmotions });
					expect(voiceSchema.safeParse(voice).success).toBe(true);
				},
			),
		);
	});
});
