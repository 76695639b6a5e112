/** The attacker has exact rows (no noise, the worst case) and the public head-counts, and bounds by linear programming how many voices a single pool or group under k can have given. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryTurnout, unanimous } from '#release/samples.ts';
import { least } from './linear.ts';
import { coverage, K, measureOf, publish, sum } from './published.ts';

it('never pins a group under k, unless everybody in its atom answered', () => {
	let bounded = 0;
	fc.assert(
		fc.property(arbitraryTurnout(K, 10), ({ tree, pools, voices }) => {
			const members = voices.flatMap((_, i) => (pools.at[i] ? [i] : []));
			fc.pre(members.length > 1 && members.length <= 5);
			const caps = members.map((pool) => pools.eligible[pool]!);
			// Where all answered, the head-count itself says so.
			fc.pre(members.every((pool, at) => voices[pool]! < caps[at]!));
			const rows = coverage({ tree, pools }, voices, members);
			const published = publish({ tree, pools }, unanimous('2026-11', voices));
			const totals = [...published.values()].map((row) => sum(measureOf(row, 'valence')));
			for (let subset = 1; subset < 1 << members.length; subset++) {
				const group = members.map((_, at) => (subset >> at) & 1);
				const size = sum(members.map((pool, at) => (group[at] ? voices[pool]! : 0)));
				if (size >= K) continue;
				const low = least(group, rows, totals, caps);
				const high = -least(
					group.map((x) => -x),
					rows,
					totals,
					caps,
				);
				expect(low).toBeLessThanOrEqual(size + 1e-6);
				expect(high).toBeGreaterThanOrEqual(size - 1e-6);
				expect(high - low).toBeGreaterThanOrEqual(1 - 1e-6);
				bounded++;
			}
		}),
		{ numRuns: 120, seed: 11 },
	);
	expect(bounded).toBeGreaterThan(50);
});
