/** From where down a committee member may look. */
import type { UnitRow } from '../db/organisation.ts';

/**
 * Whether `unitId` is `scope` or below it, in the tree of today completed by `former` units (of past seasons, with
 * the parent they last had). A null scope is the whole organisation, and there any unit that exists or existed is in.
 */
export function isInScope(
	scope: string | null,
	unitId: string,
	units: readonly Pick<UnitRow, 'unitId' | 'parentId'>[],
	former: readonly Pick<UnitRow, 'unitId' | 'parentId'>[] = [],
): boolean {
	const parentOf = new Map(former.map((unit) => [unit.unitId, unit.parentId]));
	for (const unit of units) parentOf.set(unit.unitId, unit.parentId);
	if (!parentOf.has(unitId)) return false;
	if (scope === null) return true;
	const seen = new Set<string>();
	for (let at: string | null | undefined = unitId; at && !seen.has(at); at = parentOf.get(at)) {
		if (at === scope) return true;
		seen.add(at);
	}
	return false;
}
