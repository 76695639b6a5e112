/** Whether a share differs since some moment from what it was before: one change at most, honest about how sure it can be. */
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

/** Fewest visible periods since the moment: what does not last is no change. */
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
 * Looks for the one moment since which the share differs most from what it was before, by a normal approximation.
 * The variance is that of sampling and of the release's noise, enlarged where the periods on either side scatter more
 * than both explain (Pearson's dispersion, never under one): people answer again, so periods are no independent samples.
 * @param comparisons how many such comparisons the answer was picked from; with the moments tried, Bonferroni's allowance.
 * @returns null with too few visible periods. A row may cover other pools from period to period; this does not see that.
 */
export function findChange(series: Series, comparisons = 1): Change | null {
	const seen = series.points.filter((point): point is Seen => point.status === 'visible');
	const moments = seen.length - RECENT_PERIODS - LEAST_BEFORE + 1;
	let best: Split | null = null;
	for (let i = 0; i < moments; i++) {
		const at = LEAST_BEFORE + i;
		const split = splitAt(seen.slice(Math.max(0, at - MOST_BEFORE), at), seen.slice(at));
		if (!best || split.z > best.z) best = split;
	}
	if (!best) return null;
	const { before, recent, earlier, later, error } = best;
	const difference = later.share - earlier.share;
	const p = Math.min(1, 2 * normalTail(best.z) * moments * Math.max(1, comparisons));
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

type Split = ReturnType<typeof splitAt>;

function splitAt(before: readonly Seen[], recent: readonly Seen[]) {
	const [earlier, later] = [pool(before), pool(recent)];
	const scatter =
		(chiSquare(before, earlier.share) + chiSquare(recent, later.share)) /
		(before.length + recent.length - 2);
	const error = Math.sqrt((earlier.variance + later.variance) * Math.max(1, scatter));
	const z = Math.abs(later.share - earlier.share) / error;
	return { before, recent, earlier, later, error, z };
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

const chiSquare = (points: readonly Seen[], share: number): number =>
	points.reduce(
		(sum, point) => sum + (point.share - share) ** 2 / varianceOf(share, point.voices, point.atoms),
		0,
	);

const span = (points: readonly Seen[]): { from: string; to: string } => ({
	from: points[0]?.period ?? '',
	to: points.at(-1)?.period ?? '',
});
