/** The attacker's algebra: bounds by linear programming. */

/**
 * Least value of `goal . x` over x with `rows . x = totals` and 0 <= x <= caps, by the simplex method with Bland's rule
 * on a tableau with artificial variables (two phases). The problem must have a solution.
 */
export function least(
	goal: readonly number[],
	rows: readonly (readonly number[])[],
	totals: readonly number[],
	caps: readonly number[],
): number {
	const n = goal.length;
	// x + slack = cap for each variable, then the published equations.
	const equations = [
		...caps.map((cap, i) => ({ at: (j: number) => (j === i || j === n + i ? 1 : 0), total: cap })),
		...rows.map((row, r) => ({ at: (j: number) => row[j] ?? 0, total: totals[r]! })),
	];
	const m = equations.length;
	const width = 2 * n + m;
	const table = equations.map(({ at, total }, r) => [
		...Array.from({ length: 2 * n }, (_, j) => at(j)),
		...Array.from({ length: m }, (_, j) => (j === r ? 1 : 0)),
		total,
	]);
	const base = equations.map((_, r) => 2 * n + r);
	const big = 1e6;
	const cost = Array.from({ length: width }, (_, j) => (j < n ? goal[j]! : j < 2 * n ? 0 : big));
	const value = (): number => table.reduce((all, row, r) => all + cost[base[r]!]! * row[width]!, 0);
	for (let step = 0; step < 500; step++) {
		const reduced = (j: number): number =>
			cost[j]! - table.reduce((all, row, r) => all + cost[base[r]!]! * row[j]!, 0);
		const enter = cost.findIndex((_, j) => reduced(j) < -1e-7);
		if (enter < 0) return value();
		let leave = -1;
		for (const [r, row] of table.entries()) {
			if (row[enter]! <= 1e-9) continue;
			const ratio = row[width]! / row[enter]!;
			const best = leave < 0 ? Infinity : table[leave]![width]! / table[leave]![enter]!;
			if (ratio < best - 1e-12 || (ratio < best + 1e-12 && base[r]! < base[leave]!)) leave = r;
		}
		if (leave < 0) throw new Error('unbounded');
		const pivot = table[leave]![enter]!;
		table[leave] = table[leave]!.map((x) => x / pivot);
		for (const [r, row] of table.entries()) {
			const factor = row[enter]!;
			if (r !== leave && factor !== 0) table[r] = row.map((x, j) => x - factor * table[leave]![j]!);
		}
		base[leave] = enter;
	}
	throw new Error('no end');
}
