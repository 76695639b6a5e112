/** R1: the fixed plan: for each measure, down to which depth of the tree it is computed at all. */
import type { Plan } from '#contracts/cells.ts';
import { MEASURES, type Measure } from '#contracts/ids.ts';

/** Every measure at every depth: what the command line does without a plan. */
export const FULL_PLAN: Plan = Object.fromEntries(
	MEASURES.map((measure) => [measure, Number.MAX_SAFE_INTEGER]),
);

/** Depth of a "site": emotions stop there unless both sides decide otherwise. */
export const SITE_DEPTH = 1;

/** What an organisation starts with: emotions from the site up, the rest down to the team (DESIGN section 4, R1). */
export const defaultPlan = (teamDepth: number): Plan => ({
	valence: teamDepth,
	emotion: Math.min(SITE_DEPTH, teamDepth),
	difficulty: teamDepth,
	factor: teamDepth,
});

/** Measures computed at a depth of the tree (root = 0), in the order of tables. */
export const measuresAt = (plan: Plan, depth: number): Measure[] =>
	MEASURES.filter((measure) => depth <= (plan[measure] ?? -1));

export type PlanRow = { measure: string; maxDepth: string };
export type PlanFault = { ok: false; row: number; field: 'measure' | 'max_depth' };

/** Reads the rows of a plan file; faults: an unknown measure, a measure twice, a depth that is no whole number >= 0. */
export function parsePlan(rows: readonly PlanRow[]): { ok: true; value: Plan } | PlanFault {
	const plan: Plan = {};
	for (const [row, { measure, maxDepth }] of rows.entries()) {
		const known = MEASURES.find((id) => id === measure);
		if (known === undefined || known in plan) return { ok: false, row, field: 'measure' };
		const depth = /^[0-9]{1,15}$/.test(maxDepth) ? Number(maxDepth) : NaN;
		if (Number.isNaN(depth)) return { ok: false, row, field: 'max_depth' };
		plan[known] = depth;
	}
	return { ok: true, value: plan };
}
