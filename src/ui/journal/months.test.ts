import { describe, expect, it } from 'vitest';
import { entry } from '#engine/companion/samples.ts';
import { byMonth } from './months.ts';

describe('entries by month', () => {
	const entries = [40, 33, 32, 2].map((n) => entry(n, { valence: n === 33 ? 1 : -1 }));

	it('keep their order, and give each month the word of all its days', () => {
		expect(byMonth(entries)).toMatchObject([
			{ month: '2026-02', sky: 'heavy', entries: entries.slice(0, 3) },
			{ month: '2026-01', sky: null, entries: entries.slice(3) },
		]);
	});

	it('leave out months with nothing to show, without changing a word', () => {
		expect(byMonth(entries, new Set([entries[1]!.id]))).toMatchObject([
			{ month: '2026-02', sky: 'heavy', entries: [entries[1]] },
		]);
	});
});
