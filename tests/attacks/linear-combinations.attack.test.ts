/** The attacker has every cell of a period, of every measure at every unit, and tries every linear combination of them (exact rank test). */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryTurnout, rankOf } from '#release/samples.ts';
import { SLOTS } from '#release/slots.ts';
import { coverage, K, publish, sum } from './published.ts';

it('cannot give the total of a group of pools with fewer than k voices', () => {
	let hidden = 0;
	fc.assert(
		fc.property(arbitraryTurnout(K, 12), ({ tree, pools, voices }) => {
			const members = voices.flatMap((_, i) => (pools.at[i] ? [i] : []));
			fc.pre(members.length > 1 && members.length <= 7);
			const rows = coverage({ tree, pools }, voices, members);
			const rank = rankOf(rows);
			for (let subset = 1; subset < 1 << members.length; subset++) {
				const group = members.map((_, at) => (subset >> at) & 1);
				const size = sum(members.map((pool, at) => (group[at] ? voices[pool]! : 0)));
				if (size >= K) continue;
				if (size > 0) hidden++;
				expect(rankOf([...rows, group])).toBe(rank + 1);
			}
		}),
		{ numRuns: 500, seed: 7 },
	);
	expect(hidden).toBeGreaterThan(50);
});

it('gains nothing by mixing measures: all cells of a row cover the very same pools', () => {
	fc.assert(
		fc.property(arbitraryTurnout(K, 8), ({ tree, pools, voices }) => {
			// Every pool says everything equally often: then every cell of a row must be the row's number of voices.
			const counts = new Int32Array(voices.length * SLOTS.length);
			for (const [i, n] of voices.entries())
				counts.fill(n, i * SLOTS.length, (i + 1) * SLOTS.length);
			for (const row of publish({ tree, pools }, { period: '2026-11', voices, counts }).values())
				expect(new Set(row.counts).size).toBe(1);
		}),
		{ numRuns: 150 },
	);
});
