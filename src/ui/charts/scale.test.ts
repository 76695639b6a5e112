import { describe, expect, it } from 'vitest';
import { apart, hiddenStretches, paths, ticks, xScale, yScale, type Frame } from './scale.ts';

const frame: Frame = { width: 400, height: 200, left: 40, right: 60, top: 20, bottom: 30 };
const periods = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];
const point = (share: number) => ({ period: '', share, low: share - 0.05, high: share + 0.05 });

describe('a trend', () => {
	it('leaves a gap that no line crosses where a period is hidden', () => {
		const { line } = paths(
			[point(0.1), point(0.2), null, point(0.3), point(0.4)],
			periods,
			xScale(periods, frame),
			yScale(frame),
		);
		expect(line.match(/M/g)).toHaveLength(2);
	});

	it('shows a period that stands alone between hidden ones', () => {
		const { alone } = paths(
			[null, point(0.2), null, point(0.3), point(0.4)],
			periods,
			xScale(periods, frame),
			yScale(frame),
		);
		expect(alone).toHaveLength(1);
	});

	it('hatches each stretch of hidden periods once, inside the frame', () => {
		const stretches = hiddenStretches(
			[true, false, true, true, false],
			periods,
			xScale(periods, frame),
			frame,
		);
		expect(stretches).toHaveLength(2);
		expect(stretches[0]!.x).toBe(40);
		expect(stretches[1]!.width).toBe(150);
	});

	it('keeps its two end labels readable', () => {
		expect(apart(100, 104)).toEqual([93, 111]);
		expect(apart(104, 100)).toEqual([111, 93]);
		expect(apart(20, 100)).toEqual([20, 100]);
	});

	it('always names its last period', () => {
		expect(ticks(periods, 3)).toEqual(['2026-01', '2026-03', '2026-05']);
	});
});
