/** One category of one measure, period by period: what a line chart draws, with a gap wherever a period is masked. */
import type { Published } from '#contracts/published.ts';
import type { MaskReason, TrendView } from '#contracts/views.ts';

export type TrendPoint =
	| {
			period: string;
			status: 'visible';
			/** 0..1, with the 80 % interval. */
			share: number;
			low: number;
			high: number;
			/** Noisy, at least 0. */
			count: number;
			voices: number;
			atoms: number;
	  }
	| { period: string; status: 'masked'; reason: MaskReason };

export type Series = { unitId: string; category: string; points: TrendPoint[] };

/** Points of one category in order of period; a category that the measure has not is a bug of the caller. @throws RangeError */
export function seriesOf(trend: Published<TrendView>, category: string): Series {
	const points = trend.points.map(({ period, value }): TrendPoint => {
		if (value.status === 'masked') return { period, ...value };
		const share = value.shares[category];
		if (!share) throw new RangeError(`${trend.measure} has no ${category}`);
		return { period, status: 'visible', ...share, voices: value.voices, atoms: value.atoms };
	});
	return { unitId: trend.unitId, category, points };
}
