/** A category's share of the voices with its uncertainty: the people who happened to answer, and the noise of the release. */
import { EPSILON } from '#contracts/policy.ts';
import type { Share } from '#contracts/views.ts';
import { noiseVariance } from '#release/noise.ts';

/** Two-sided 80 % quantile of the normal distribution. */
export const Z80 = 1.2815515655446004;

/**
 * Share of a noisy count in `voices`, with its 80 % interval.
 *
 * The sampling part is Wilson's score interval (Wilson 1927, JASA 22); the noise part has `atoms` draws in the count and
 * three times as many in the sum of valences it is divided by; the half-widths are added in quadrature.
 * @param count noisy, may be negative; @param voices max(k, sum of valences), positive; @param atoms draws in the count.
 */
export function estimateShare(count: number, voices: number, atoms: number): Share {
	const share = clamp(count / voices);
	const squeeze = Z80 ** 2 / voices;
	const centre = (share + squeeze / 2) / (1 + squeeze);
	const sampling = (share * (1 - share) + squeeze / 4) / voices / (1 + squeeze) ** 2;
	const half = Z80 * Math.sqrt(sampling + noiseOfShare(share, voices, atoms));
	return {
		count: Math.max(0, count),
		share,
		low: clamp(Math.min(share, centre - half)),
		high: clamp(Math.max(share, centre + half)),
	};
}

/** Variance that the release's noise adds to a share (delta method for a ratio). */
export const noiseOfShare = (share: number, voices: number, atoms: number): number =>
	(atoms * noiseVariance(EPSILON) * (1 + 3 * share ** 2)) / voices ** 2;

const clamp = (x: number): number => Math.min(1, Math.max(0, x)) || 0;
