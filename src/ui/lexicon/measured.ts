/** Measures on the hold-out texts as sentences that need no statistics: out of a hundred, or the plain counts where they are few. */
import type { Agreement, Measured, Retrieval } from '#contracts/catalogue.ts';
import { m } from '#messages/messages.js';
import { number } from '../dates.ts';

/** Fewer than this, and a share would say more than is known. */
const FEW = 30;

export type MeasureLine = { id: string; name: string; meaning: string; counts: string };

const outOf100 = (part: number, of: number): string =>
	number(of > 0 ? Math.round((100 * part) / of) : 0);
const shares = ({ there, said, hit }: Retrieval) => ({
	found: outOf100(hit, there),
	right: outOf100(hit, said),
});

export function measureLines(measured: Measured): MeasureLine[] {
	const { valence, emotions, dominant, factors, difficulty } = measured;
	const texts = ({ of }: Agreement) => m.lexicon_counts_texts({ texts: number(of) });
	const named = ({ there, said }: Retrieval) => ({ there: number(there), said: number(said) });
	return [
		{
			id: 'valence',
			name: m.lexicon_measure_valence(),
			meaning: m.lexicon_means_valence({
				right: outOf100(valence.right, valence.of),
				opposite: outOf100(valence.opposite, valence.of),
			}),
			counts: texts(valence),
		},
		{
			id: 'emotions',
			name: m.lexicon_measure_emotions(),
			meaning: m.lexicon_means_emotions(shares(emotions)),
			counts: m.lexicon_counts_named(named(emotions)),
		},
		{
			id: 'dominant',
			name: m.lexicon_measure_dominant(),
			meaning: m.lexicon_means_dominant({ right: outOf100(dominant.right, dominant.of) }),
			counts: texts(dominant),
		},
		{
			id: 'factors',
			name: m.lexicon_measure_factors(),
			meaning: m.lexicon_means_factors(shares(factors)),
			counts: m.lexicon_counts_factors(named(factors)),
		},
		{
			id: 'difficulty',
			name: m.lexicon_measure_difficulty(),
			meaning: m.lexicon_means_difficulty({ right: outOf100(difficulty.right, difficulty.of) }),
			counts: texts(difficulty),
		},
		...(['crisis', 'violence'] as const).map((id) => danger(id, measured)),
	];
}

function danger(id: 'crisis' | 'violence', measured: Measured): MeasureLine {
	const { there, said, hit } = measured[id];
	const few = Math.min(there, said) < FEW;
	return {
		id,
		name: id === 'crisis' ? m.lexicon_measure_crisis() : m.lexicon_measure_violence(),
		meaning: few
			? m.lexicon_means_danger_few({ there: number(there), said: number(said), hit: number(hit) })
			: m.lexicon_means_danger(shares(measured[id])),
		counts: m.lexicon_counts_danger({ there: number(there), texts: number(measured.texts) }),
	};
}

/** The finding: texts whose feeling is read as the person did, out of a hundred; null if nothing was measured. */
export function readWell(all: readonly (Measured | null)[]): string | null {
	let of = 0;
	let right = 0;
	for (const measured of all) {
		of += measured?.valence.of ?? 0;
		right += measured?.valence.right ?? 0;
	}
	return of > 0 ? outOf100(right, of) : null;
}
