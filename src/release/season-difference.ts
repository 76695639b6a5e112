/** What changes from one frozen season to the next, in words that both sides can read: thresholds, plan, units, groups. Never a person, never an exact number of people. */
import type { Changed, Difference, Named } from '#contracts/difference.ts';
import { MEASURES } from '#contracts/ids.ts';
import { periodKind } from '#contracts/periods.ts';
import type { Season } from './entries.ts';

/** Derived from two ledger entries alone, so that anyone can make it again. Lists stand in the order of the seasons' units. */
export function differenceOf(former: Season, next: Season): Difference {
	const before = new Map(former.units.map((unit) => [unit.unit, unit]));
	const after = new Map(next.units.map((unit) => [unit.unit, unit]));
	const named = ({ unit, name }: Named): Named => ({ unit, name });
	const both = next.units.filter(({ unit }) => before.has(unit));
	const kindOf = ({ periods }: Season): string => periodKind(periods[0] ?? '') ?? '';
	return {
		from: former.season,
		season: next.season,
		...changed('k', former.k, next.k),
		...changed('minEligible', former.minEligible, next.minEligible),
		...changed('epsilon', former.epsilon, next.epsilon),
		...changed('period', kindOf(former), kindOf(next)),
		plan: MEASURES.flatMap((measure) => {
			const [from, to] = [former.plan[measure] ?? null, next.plan[measure] ?? null];
			return from === to ? [] : [{ measure, from, to }];
		}),
		units: {
			added: next.units.filter(({ unit }) => !before.has(unit)).map(named),
			removed: former.units.filter(({ unit }) => !after.has(unit)).map(named),
			renamed: both.flatMap(({ unit, name }) => {
				const from = before.get(unit)!.name;
				return from === name ? [] : [{ unit, from, to: name }];
			}),
			moved: both.filter(({ unit, parent }) => before.get(unit)!.parent !== parent).map(named),
		},
		pools: poolChanges(former, next),
	};
}

function poolChanges(former: Season, next: Season): Difference['pools'] {
	const before = new Map(former.pools.map(({ pool, eligible }) => [pool, eligible]));
	const after = new Map(next.pools.map(({ pool, eligible }) => [pool, eligible]));
	const nameIn = (season: Season, pool: string): Named => ({
		unit: pool,
		name: season.units.find(({ unit }) => unit === pool)?.name ?? pool,
	});
	// Fewer people than a published group has could be one person's move.
	const least = Math.max(former.k, next.k);
	const grownBy = (pool: string): number => after.get(pool)! - before.get(pool)!;
	const kept = [...after.keys()].filter((pool) => before.has(pool));
	const names = (pools: string[], season = next): Named[] =>
		pools.map((pool) => nameIn(season, pool));
	return {
		added: names([...after.keys()].filter((pool) => !before.has(pool))),
		removed: names(
			[...before.keys()].filter((pool) => !after.has(pool)),
			former,
		),
		grown: names(kept.filter((pool) => grownBy(pool) >= least)),
		shrunk: names(kept.filter((pool) => grownBy(pool) <= -least)),
	};
}

const changed = <Name extends string, Value>(
	name: Name,
	from: Value,
	to: Value,
): Partial<Record<Name, Changed<Value>>> =>
	(from === to ? {} : { [name]: { from, to } }) as Partial<Record<Name, Changed<Value>>>;
