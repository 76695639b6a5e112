/** Journal entries for tests. */
import fc from 'fast-check';
import { DIFFICULTIES, EMOTIONS, FAMILIES, VALENCES, type Factor } from '#contracts/ids.ts';
import type { JournalEntry } from '#contracts/journal.ts';

const idOf = (n: number): string => `entry-${n}`.padEnd(22, '_');
const dayOf = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);

/** The n-th entry, on the n-th day of 2026. */
export const entry = (n: number, reading: Partial<JournalEntry['reading']> = {}): JournalEntry => ({
	id: idOf(n),
	day: dayOf(n),
	lang: 'fr',
	text: null,
	reading: { valence: 0, emotion: 'none', difficulty: 'none', factors: [], ...reading },
});

export const anyReading: fc.Arbitrary<JournalEntry['reading']> = fc.record({
	valence: fc.constantFrom(...VALENCES),
	emotion: fc.constantFrom(...EMOTIONS.slice(6, 9), 'none' as const),
	difficulty: fc.constantFrom(...DIFFICULTIES),
	factors: fc
		.subarray([...FAMILIES], { maxLength: 3 })
		.chain((families) =>
			fc.tuple(...families.map((family) => fc.constantFrom<Factor>(`${family}-`, `${family}+`))),
		),
});
export const anyEntries: fc.Arbitrary<JournalEntry[]> = fc
	.array(anyReading, { maxLength: 40 })
	.map((readings) => readings.map((reading, n) => entry(n, reading)));
