/** Geometry that all charts share: one scale of shares for every panel, lines cut at hidden periods, end labels kept apart. */
import { scaleLinear, scalePoint, type ScaleLinear, type ScalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { TrendView } from '#contracts/views.ts';

/** Shares are drawn from 0 to this, the same in every panel; higher values widen it for all. */
export const FULL_SHARE = 0.6;

export type Frame = {
	width: number;
	height: number;
	left: number;
	right: number;
	top: number;
	bottom: number;
};

export type Point = { period: string; share: number; low: number; high: number } | null;

export const xScale = (periods: readonly string[], frame: Frame): ScalePoint<string> =>
	scalePoint(periods, [frame.left, frame.width - frame.right]);

export const yScale = (frame: Frame, full = FULL_SHARE): ScaleLinear<number, number> =>
	scaleLinear([0, full], [frame.height - frame.bottom, frame.top]).clamp(true);

type Drawn = { x: number; y: number; y0: number; y1: number };

/** Path of the line and of its band; `null` points leave a gap that nothing crosses. */
export function paths(
	points: readonly Point[],
	periods: readonly string[],
	x: ScalePoint<string>,
	y: ScaleLinear<number, number>,
): { line: string; band: string; alone: { x: number; y: number }[]; last: Drawn | null } {
	const drawn = points.map(
		(point, i): Drawn | null =>
			point && { x: x(periods[i]!)!, y: y(point.share), y0: y(point.low), y1: y(point.high) },
	);
	const lineOf = line<Drawn | null>()
		.defined((d) => d !== null)
		.x((d) => round(d!.x))
		.y((d) => round(d!.y));
	const bandOf = area<Drawn | null>()
		.defined((d) => d !== null)
		.x((d) => round(d!.x))
		.y0((d) => round(d!.y0))
		.y1((d) => round(d!.y1));
	// A period between two hidden ones would vanish: it is drawn as a dot.
	const alone = drawn.filter(
		(d, i): d is Drawn => d !== null && !drawn[i - 1] && !drawn[i + 1] && drawn.length > 1,
	);
	return {
		line: lineOf(drawn) ?? '',
		band: bandOf(drawn) ?? '',
		alone,
		last: drawn.findLast((d) => d !== null) ?? null,
	};
}

/** Stretches of hidden periods, as [from, to] in pixels, half a step wider on each side and never past the frame. */
export function hiddenStretches(
	hidden: readonly boolean[],
	periods: readonly string[],
	x: ScalePoint<string>,
	frame: Frame,
): { x: number; width: number }[] {
	const step = periods.length > 1 ? x.step() : frame.width - frame.left - frame.right;
	const stretches: { x: number; width: number }[] = [];
	for (let i = 0; i < hidden.length; i++) {
		if (!hidden[i]) continue;
		const from = i;
		while (hidden[i + 1]) i++;
		const left = Math.max(frame.left, x(periods[from]!)! - step / 2);
		const right = Math.min(frame.width - frame.right, x(periods[i]!)! + step / 2);
		stretches.push({ x: round(left), width: round(Math.max(0, right - left)) });
	}
	return stretches;
}

/** Moves two end labels apart to at least `gap` pixels, keeping their order and middle. */
export function apart(a: number, b: number, gap = 18): [number, number] {
	if (Math.abs(a - b) >= gap) return [a, b];
	const middle = (a + b) / 2;
	return a <= b ? [middle - gap / 2, middle + gap / 2] : [middle + gap / 2, middle - gap / 2];
}

/** Periods that get a tick: about `count`, evenly, the last always. */
export function ticks(periods: readonly string[], count: number): string[] {
	const every = Math.max(1, Math.ceil(periods.length / count));
	return periods.filter((_, i) => (periods.length - 1 - i) % every === 0);
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Top of the scale for a page's panels: 60 %, or the whole where a line needs more. */
export function fullScale(trends: readonly TrendView[]): number {
	const highest = trends
		.flatMap(({ points }) => points)
		.flatMap(({ value }) =>
			value.status === 'visible' ? Object.values(value.shares).map(({ share }) => share) : [],
		)
		.reduce((a, b) => Math.max(a, b), 0);
	return highest > FULL_SHARE ? 1 : FULL_SHARE;
}

/** Gridlines in steps of 20 points up to 60 %, of 25 up to the whole. */
export const gridlines = (full: number): number[] =>
	full > FULL_SHARE ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.2, 0.4, 0.6];
