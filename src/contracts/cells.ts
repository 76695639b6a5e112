/** Organisation tree, cells and plan, as the release, the ledger and the analysis share them. */
import type { Measure } from './ids.ts';

/** A node of the organisation tree; `eligible` counts the unit's own people, those below excluded. */
export type Unit = { unitId: string; parentId: string | null; name: string; eligible: number };

/** (period, unit, measure, category) -> count. `count` is noisy and may be negative. */
export type Cell = {
	period: string;
	unitId: string;
	measure: Measure;
	category: string;
	count: number;
};

/** For each measure, down to which depth of the tree it is published (root = 0). Absent: not published. */
export type Plan = Partial<Record<Measure, number>>;
