/** The attacker compares which rows and cells exist with what could have been said: if a figure is hidden because of the answers, its absence is an answer. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { voiceSchema } from '#contracts/voice.ts';
import { arbitraryTurnout, unanimous } from '#release/samples.ts';
import { K, publish } from './published.ts';

it('shows the same rows and cells whatever was said', () => {
	fc.assert(
		fc.property(arbitraryTurnout(K, 10), fc.nat(), ({ tree, pools, voices }, turn) => {
			const same = unanimous('2026-11', voices);
			// The same voices, other answers: every count moved to another category of some measure.
			const counts = Int32Array.from(same.counts as Int32Array);
			counts.set(counts.slice(turn % 7), 0);
			const shape = (answers: typeof same) =>
				JSON.stringify(
					[...publish({ tree, pools }, answers, { noise: true })].map(([id, row]) => [
						id,
						row.measures,
						row.counts.length,
					]),
				);
			expect(shape({ ...same, counts })).toBe(shape(same));
			expect(shape({ ...same, counts: counts.fill(0) })).toBe(shape(same));
		}),
		{ numRuns: 200 },
	);
});

it('has no voice that leaves a question out', () => {
	const voice = { valence: 1, emotion: 'joy', difficulty: 'none', factors: [] };
	expect(voiceSchema.safeParse(voice).success).toBe(true);
	for (const field of Object.keys(voice)) {
		const { [field as keyof typeof voice]: _, ...rest } = voice;
		expect(voiceSchema.safeParse(rest).success, field).toBe(false);
	}
});
