import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Factor } from '#contracts/ids.ts';
import type { JournalEntry } from '#contracts/journal.ts';
import { anyEntries, entry } from './samples.ts';
import { whatReturns } from './returns.ts';

const days = (count: number, of: (n: number) => Partial<JournalEntry['reading']>): JournalEntry[] =>
	Array.from({ length: count }, (_, n) => entry(n, of(n)));

describe('what comes back', () => {
	it('is not named from five entries, and is from six', () => {
		const load = () => ({ factors: ['intensity-'] as Factor[] });
		expect(whatReturns(days(5, load))).toEqual([]);
		expect(whatReturns(days(6, load))).toMatchObject([{ factor: 'intensity-', kind: 'returns' }]);
	});

	it('names the feeling that goes along with a situation, and not one that is always there', () => {
		const along = days(8, (n) =>
			n % 2
				? { factors: ['intensity-'], emotion: 'fatigue' }
				: { factors: ['relations+'], emotion: 'joy' },
		);
		expect(whatReturns(along)).toMatchObject([
			{ factor: 'intensity-', emotion: 'fatigue' },
			{ factor: 'relations+', emotion: 'joy' },
		]);
		const always = days(8, (n) => ({ factors: n % 2 ? ['intensity-'] : [], emotion: 'fatigue' }));
		expect(whatReturns(always)).toMatchObject([{ factor: 'intensity-', emotion: null }]);
	});

	it('says that a situation has not come back in the last four entries', () => {
		const eased = days(10, (n) => ({ factors: n < 6 ? ['autonomy-'] : [] }));
		expect(whatReturns(eased)).toMatchObject([{ factor: 'autonomy-', kind: 'eased' }]);
		const back = days(10, (n) => ({ factors: n < 6 || n === 9 ? ['autonomy-'] : [] }));
		expect(whatReturns(back)).toMatchObject([{ factor: 'autonomy-', kind: 'returns' }]);
	});

	it('does not make a pattern of two times, nor of a small share', () => {
		expect(whatReturns(days(6, (n) => ({ factors: n < 2 ? ['values-'] : [] })))).toEqual([]);
		expect(whatReturns(days(20, (n) => ({ factors: n < 4 ? ['values-'] : [] })))).toEqual([]);
	});

	it('holds for any journal: enough entries, at most two a side, all of them true, whatever the order', () => {
		fc.assert(
			fc.property(anyEntries, fc.integer(), (entries, seed) => {
				const found = whatReturns(entries);
				if (entries.length < 6) expect(found).toEqual([]);
				for (const pole of ['-', '+'])
					expect(found.filter(({ factor }) => factor.endsWith(pole)).length).toBeLessThanOrEqual(2);
				for (const { factor, entries: ids, emotion } of found) {
					expect(ids.length).toBeGreaterThanOrEqual(3);
					const named = ids.map((id) => entries.find((one) => one.id === id)!.reading);
					for (const { factors } of named) expect(factors).toContain(factor);
					if (emotion)
						expect(
							named.filter((reading) => reading.emotion === emotion).length,
						).toBeGreaterThanOrEqual(3);
				}
				const turned = [...entries].sort((a, b) => (a.id < b.id ? 1 : -1) * (seed % 2 || 1));
				expect(whatReturns(turned)).toEqual(found);
			}),
		);
	});
});
