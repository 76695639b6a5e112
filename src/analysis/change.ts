/** Whether the last periods differ from those before: one plain comparison, honest about how sure it can be. */
import { EPSILON } from '#contracts/policy.ts';
import { noiseVariance } from '#release/noise.ts';
import { normalTail } from './normal.ts';
import { Z80 } from './share.ts';
import type { Series, TrendPoint } from './trend.ts';

/** `too-early`: the data do not (yet) tell a change from chance. */
export type Certainty = 'sure' | 'fairly-sure' | 'too-early';

export type Change = {
	direction: 'up' | 'down';
	/** Difference of the two pooled shares (-1..1), with its 80 % interval. */
	difference: number;
	low: number;
	high: number;
	/** Two-sided, after the allowance for how many comparisons were made. */
	p: number;
	certainty: Certainty;
	/** Visible periods compared, first and last of each. */
	before: { from: string; to: string; share: number; voices: number };
	recent: { from: string; to: string; share: number; voices: number };
};

/** Last visible periods that are held against those before. */
export const RECENT_PERIODS = 3;
/** Fewest visible periods before them. */
export const LEAST_BEFORE = 3;
/** Most: what lies further back is another story. */
export const MOST_BEFORE = 12;
/** Bounds of p for the two certainties. */
export const SURE = 0.01;
export const FAIRLY_SURE = 0.1;

type Seen = Extract<TrendPoint, { status: 'visible' }>;

/**
 * Compares the pooled share of the last visible periods with that of the ones before, by a normal approximation.
 * The variance is that of sampling and of the release's noise, enlarged where the earlier periods scatter more than
 * both explain (Pearson's dispersion, never under one): people answer again, so periods are no independent samples.
 * @param comparisons how many such comparisons the answer was picked from (Bonferroni).
 * @returns null with too few visible periods. A row may cover other pools from period to period; this does not see that.
 */
export function compareRecent(series: Series, comparisons = 1): Change | null {
	const seen = series.points.filter((point): point is Seen => point.status === 'visible');
	const recent = seen.slice(-RECENT_PERIODS);
	const before = seen.slice(0, -RECENT_PERIODS).slice(-MOST_BEFORE);
	if (recent.length < RECENT_PERIODS || before.length < LEAST_BEFORE) return null;
	const [earlier, later] = [pool(before), pool(recent)];
	const difference = later.share - earlier.share;
	const variance = (earlier.variance + later.variance) * dispersion(before, earlier.share);
	const error = Math.sqrt(variance);
	const p = Math.min(1, 2 * normalTail(Math.abs(difference) / error) * Math.max(1, comparisons));
	return {
		direction: difference < 0 ? 'down' : 'up',
		difference,
		low: Math.max(-1, difference - Z80 * error),
		high: Math.min(1, difference + Z80 * error),
		p,
		certainty: p <= SURE ? 'sure' : p <= FAIRLY_SURE ? 'fairly-sure' : 'too-early',
		before: { ...span(before), share: earlier.share, voices: earlier.voices },
		recent: { ...span(recent), share: later.share, voices: later.voices },
	};
}

/** Pooled share of several periods and its variance (sampling and noise). */
function pool(points: readonly Seen[]): { share: number; voices: number; variance: number } {
	const voices = points.reduce((sum, point) => sum + point.voices, 0);
	const count = points.reduce((sum, point) => sum + point.share * point.voices, 0);
	const atoms = points.reduce((sum, point) => sum + point.atoms, 0);
	const share = count / voices;
	return { share, voices, variance: varianceOf(share, voices, atoms) };
}

/** One voice more on each side keeps a share of 0 from seeming certain (Agresti & Coull, 1998, in spirit). */
function varianceOf(share: number, voices: number, atoms: number): number {
	const held = (share * voices + 1) / (voices + 2);
	const noise = atoms * noiseVariance(EPSILON) * (1 + 3 * share ** 2);
	return (held * (1 - held)) / voices + noise / voices ** 2;
}

function dispersion(points: readonly Seen[], share: number): number {
	const chi = points.reduce(
		(sum, point) => sum + (point.share - share) ** 2 / varianceOf(share, point.voices, point.atoms),
		0,
	);
	return Math.max(1, chi / (points.length - 1));
}

const span = (points: readonly Seen[]): { from: string; to: string } => ({
	from: points[0]?.period ?? '',
	to: points.at(-1)?.period ?? '',
});
