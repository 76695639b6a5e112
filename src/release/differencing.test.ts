/** The attacker has every row of a period and tries every linear combination of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FULL_PLAN } from './plan.ts';
import { release } from './release.ts';
import { arbitraryTurnout, rankOf, seededWords, unanimous } from './samples.ts';
import { SLOTS } from './slots.ts';

const k = 8;

describe('no combination of published rows', () => {
	it('gives the total of a group of pools with fewer than k voices', () => {
		fc.assert(
			fc.property(arbitraryTurnout(k, 12), ({ tree, pools, voices }) => {
				const members = voices.flatMap((_, i) => (pools.at[i] ? [i] : []));
				fc.pre(members.length > 1 && members.length <= 8);
				const rows = coverage({ tree, pools, voices }, members);
				const rank = rankOf(rows);
				for (let subset = 1; subset < 1 << members.length; subset++) {
					const group = members.map((_, at) => (subset >> at) & 1);
					const size = members.reduce((sum, i, at) => sum + (group[at] ? (voices[i] ?? 0) : 0), 0);
					if (size < k) expect(rankOf([...rows, group])).toBe(rank + 1);
				}
			}),
			{ numRuns: 150 },
		);
	});
});

type Turnout = Parameters<typeof coverage>[0];

/** Which pools each published row counts, seen from outside: one more answer in a pool changes the rows that count it. */
function coverage(
	turnout: Pick<Parameters<typeof release>[0], 'tree' | 'pools'> & { voices: number[] },
	members: readonly number[],
): number[][] {
	const before = publish(turnout, -1);
	const after = members.map((pool) => publish(turnout, pool));
	return before.map((count, row) => after.map((rows) => (rows[row] ?? 0) - count));
}

function publish({ tree, pools, voices }: Turnout, extra: number): number[] {
	const counted = unanimous('2026-11', voices);
	const counts = Int32Array.from(counted.counts);
	if (extra >= 0) counts[extra * SLOTS.length] = 1;
	const input = { tree, pools, k, plan: FULL_PLAN, noise: false, random: seededWords(1) };
	const [period] = release({ ...input, periods: [{ ...counted, counts }] });
	return period!.rows.map((row) => row.counts[0] ?? 0);
}
