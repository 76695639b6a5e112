import { describe, expect, it } from 'vitest';
import { EPSILON } from '#contracts/policy.ts';
import type { Published } from '#contracts/published.ts';
import type { TrendView } from '#contracts/views.ts';
import { geometricNoise } from '#release/noise.ts';
import { seededWords } from '#release/samples.ts';
import { findChange } from './change.ts';
import { findChanges, mostCited } from './finding.ts';
import { normalTail } from './normal.ts';
import { estimateShare } from './share.ts';
import { seriesOf } from './trend.ts';

const CATEGORIES = ['-1', '0', '1'];

/** A trend of valence whose share of -1 is given for each period; null: masked. Counts are exact. */
const trendOf = (
	shares: (number | null)[],
	voices = 60,
	counts = (share: number) => share * voices,
) =>
	({
		unitId: 'u',
		name: 'U',
		measure: 'valence',
		points: shares.map((share, i) => ({
			period: `2026-${String(i + 1).padStart(2, '0')}`,
			value:
				share === null
					? { status: 'masked', reason: 'too-few' }
					: {
							status: 'visible',
							voices,
							atoms: 2,
							shares: Object.fromEntries(
								CATEGORIES.map((c) => [
									c,
									estimateShare(
										c === '-1' ? counts(share) : c === '1' ? voices - counts(share) : 0,
										voices,
										2,
									),
								]),
							),
						},
		})),
	}) as TrendView as Published<TrendView>;

const flat = [0.3, 0.32, 0.28, 0.3, 0.31, 0.29];

describe('a trend', () => {
	it('keeps masked periods as points without a value', () => {
		const { points } = seriesOf(trendOf([0.5, null, 0.25]), '-1');
		expect(
			points.map((point) => (point.status === 'visible' ? point.share : point.reason)),
		).toEqual([0.5, 'too-few', 0.25]);
	});

	it('knows only its own categories', () => {
		expect(() => seriesOf(trendOf([0.5]), 'joy')).toThrow(RangeError);
	});
});

describe('a change', () => {
	it('is sure when the last periods stand far from those before', () => {
		const change = findChange(seriesOf(trendOf([...flat, 0.6, 0.62, 0.61]), '-1'))!;
		expect(change).toMatchObject({
			direction: 'up',
			certainty: 'sure',
			before: { from: '2026-01', to: '2026-06' },
			recent: { from: '2026-07', to: '2026-09' },
		});
		expect(change.difference).toBeCloseTo(0.31, 2);
		expect(change.low).toBeGreaterThan(0);
	});

	it('is dated from its first period, also when that is long ago', () => {
		const change = findChange(seriesOf(trendOf([...flat, 0.6, 0.58, 0.62, 0.6, 0.61, 0.6]), '-1'))!;
		expect(change).toMatchObject({ certainty: 'sure', recent: { from: '2026-07', to: '2026-12' } });
	});

	it('is too early to tell when they do not, and when there are too few periods', () => {
		expect(findChange(seriesOf(trendOf([...flat, 0.33, 0.3, 0.31]), '-1'))!.certainty).toBe(
			'too-early',
		);
		expect(findChange(seriesOf(trendOf([0.2, 0.2, 0.7, 0.7, 0.7]), '-1'))).toBeNull();
		expect(findChange(seriesOf(trendOf([0.2, 0.2, null, 0.7, 0.7, 0.7]), '-1'))).toBeNull();
	});

	it('is less sure where earlier periods scatter', () => {
		const calm = findChange(seriesOf(trendOf([...flat, 0.5, 0.5, 0.5]), '-1'))!;
		const wild = findChange(
			seriesOf(trendOf([0.1, 0.55, 0.05, 0.5, 0.15, 0.45, 0.5, 0.5, 0.5]), '-1'),
		)!;
		expect(wild.p).toBeGreaterThan(calm.p);
	});

	it('is less sure the more comparisons it was picked from', () => {
		const series = seriesOf(trendOf([...flat, 0.45, 0.45, 0.45]), '-1');
		expect(findChange(series, 240)!.p).toBeGreaterThan(findChange(series)!.p);
	});

	it('cries wolf no more often than its certainty says', () => {
		const words = seededWords(11);
		const noise = geometricNoise(EPSILON, words);
		const counts = () => {
			let said = noise() + noise();
			for (let i = 0; i < 60; i++) if (words() / 2 ** 32 < 0.3) said++;
			return said;
		};
		let [sure, fairly] = [0, 0];
		for (let run = 0; run < 1000; run++) {
			const change = findChange(seriesOf(trendOf(Array<number>(12).fill(0), 60, counts), '-1'))!;
			if (change.certainty === 'sure') sure++;
			if (change.certainty !== 'too-early') fairly++;
		}
		expect(sure).toBeLessThan(20);
		expect(fairly).toBeLessThan(120);
	});
});

describe('findings', () => {
	it('say what rose and what fell, best held first, and leave out what is too early', () => {
		const found = findChanges([trendOf([...flat, 0.6, 0.62, 0.61]), trendOf([...flat, ...flat])]);
		expect(found.map(({ kind, category, certainty }) => [kind, category, certainty])).toEqual([
			['rose', '-1', 'sure'],
			['fell', '1', 'sure'],
		]);
		expect(findChanges([trendOf([...flat, ...flat])], { withTooEarly: true })).toHaveLength(3);
	});

	it('say which category is cited most, and whether it stands alone', () => {
		const row = (shares: Record<string, number>) => ({
			status: 'visible' as const,
			voices: 100,
			atoms: 1,
			shares: Object.fromEntries(
				Object.entries(shares).map(([id, count]) => [id, estimateShare(count, 100, 1)]),
			),
		});
		expect(mostCited(row({ a: 60, b: 10, c: 90 }), ['a', 'b'])).toEqual({
			category: 'a',
			share: 0.6,
			alone: true,
		});
		expect(mostCited(row({ a: 60, b: 58 }), ['a', 'b'])).toMatchObject({
			category: 'a',
			alone: false,
		});
		expect(mostCited(row({ a: 0, b: -2 }), ['a', 'b'])).toBeNull();
		expect(mostCited({ status: 'masked', reason: 'too-few' }, ['a'])).toBeNull();
	});
});

describe('the normal tail', () => {
	it.each([
		[0, 0.5],
		[1.2815515655446004, 0.1],
		[1.959963984540054, 0.025],
		[4, 3.167124e-5],
		[-1.2815515655446004, 0.9],
	])('of %d is %d', (z, p) => {
		expect(normalTail(z) / p).toBeCloseTo(1, 5);
	});
});
