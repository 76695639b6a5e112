/** What a page may state in its titles: findings as ids and numbers; the words are the catalogue's. */
import { CATEGORIES, type Measure } from '#contracts/ids.ts';
import type { Published } from '#contracts/published.ts';
import type { Cellular, TrendView } from '#contracts/views.ts';
import { findChange, type Certainty, type Change } from './change.ts';
import { seriesOf } from './trend.ts';

export type ChangeFinding = {
	kind: 'rose' | 'fell';
	unitId: string;
	measure: Measure;
	category: string;
	certainty: Certainty;
	change: Change;
};

/**
 * Changes of every category of every trend, those that hold best first: certainty, then size.
 * The allowance for many comparisons is for all of them together. `too-early` ones are left out unless asked for.
 */
export function findChanges(
	trends: readonly Published<TrendView>[],
	options: { withTooEarly?: boolean } = {},
): ChangeFinding[] {
	const comparisons = trends.reduce((sum, trend) => sum + CATEGORIES[trend.measure].length, 0);
	return trends
		.flatMap((trend) =>
			CATEGORIES[trend.measure].flatMap((category): ChangeFinding[] => {
				const change = findChange(seriesOf(trend, category), comparisons);
				if (!change) return [];
				const { unitId, measure } = trend;
				const kind = change.direction === 'up' ? 'rose' : 'fell';
				return [{ kind, unitId, measure, category, certainty: change.certainty, change }];
			}),
		)
		.filter(({ certainty }) => options.withTooEarly || certainty !== 'too-early')
		.sort((a, b) => RANK[a.certainty] - RANK[b.certainty] || size(b) - size(a));
}

const RANK: Record<Certainty, number> = { sure: 0, 'fairly-sure': 1, 'too-early': 2 };
const size = ({ change }: ChangeFinding): number => Math.abs(change.difference);

export type StandingFinding = {
	category: string;
	share: number;
	/** Whether its interval lies above every other's: else it shares the first place. */
	alone: boolean;
};

/** The most cited of some categories of one row (the six constraints, say); null where the row is masked or all are at 0. */
export function mostCited(
	row: Published<Cellular> | Cellular,
	categories: readonly string[],
): StandingFinding | null {
	if (row.status === 'masked') return null;
	const cited = categories
		.flatMap((category) => {
			const share = row.shares[category];
			return share ? [{ category, ...share }] : [];
		})
		.sort((a, b) => b.share - a.share);
	const [first, ...others] = cited;
	if (!first || first.share === 0) return null;
	const alone = others.every((other) => other.high < first.low);
	return { category: first.category, share: first.share, alone };
}
