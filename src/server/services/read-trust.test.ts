import { describe, expect, it } from 'vitest';
import type { Season } from '#release/entries.ts';
import { sinceWhen } from './read-trust.ts';

const season = (first: string, k: number, emotion = 1): Season => ({
	season: first,
	periods: [first],
	k,
	minEligible: 8,
	epsilon: '1.2',
	plan: { valence: 2, emotion },
	units: [],
	pools: [],
	keyListHash: '',
});

describe('the rules in force', () => {
	it('hold since the first of the seasons in a row that have them', () => {
		expect(sinceWhen([])).toBeNull();
		expect(sinceWhen([season('2026-01', 8), season('2026-05', 5), season('2026-09', 5)])).toBe(
			'2026-05',
		);
		expect(sinceWhen([season('2026-01', 5), season('2026-05', 8), season('2026-09', 5)])).toBe(
			'2026-09',
		);
		expect(sinceWhen([season('2026-01', 5), season('2026-05', 5, 2)])).toBe('2026-05');
	});
});
