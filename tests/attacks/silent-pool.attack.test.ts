/** The attacker wants to know whether a pool stayed wholly silent, and compares what is shown with what would be shown had some of it, fewer than k, answered. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryTurnout, unanimous } from '#release/samples.ts';
import { K, publish } from './published.ts';

it('shows the same units when a pool is silent as when fewer than k of it answered and its group is as large', () => {
	let compared = 0;
	fc.assert(
		fc.property(arbitraryTurnout(K, 10), fc.nat({ max: 1000 }), ({ tree, pools, voices }, pick) => {
			const members = voices.flatMap((_, i) => (pools.at[i] ? [i] : []));
			fc.pre(members.length > 1);
			const silent = members[pick % members.length]!;
			const shown = (n: number): string => {
				const turnout = voices.map((own, i) => (i === silent ? n : own));
				return [...publish({ tree, pools }, unanimous('2026-11', turnout)).keys()].join();
			};
			// Nobody else falls short: what the silent pool passes up is then all that is passed up.
			fc.pre(members.every((pool) => pool === silent || voices[pool]! >= K));
			fc.pre(pools.eligible[silent]! >= K);
			compared++;
			for (const n of [1, K - 1]) expect(shown(n)).toBe(shown(0));
		}),
		{ numRuns: 60, seed: 3, maxSkipsPerRun: 500 },
	);
	expect(compared).toBeGreaterThan(20);
});
