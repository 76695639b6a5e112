/** Findings of the analysis to sentences: what changed, where it is tense or well, how sure one may be. */
import type { Certainty } from '#analysis/change.ts';
import type { ChangeFinding } from '#analysis/finding.ts';
import { FAMILIES, type Factor, type Family } from '#contracts/ids.ts';
import type { Published } from '#contracts/published.ts';
import type { HeatMapView } from '#contracts/views.ts';
import { m } from '#messages/messages.js';
import { listInWords, periodInWords } from '../dates.ts';
import { factorName } from '../labels.ts';

const familyOf = (category: string): Family => category.slice(0, -1) as Family;

/** "Médecine, ce qui pèse davantage depuis août 2026 : la charge et le temps." */
export function changeSentence(finding: ChangeFinding, unit: string): string {
	const what = factorName(finding.category as Factor);
	const inputs = { unit, what, since: periodInWords(finding.change.recent.from) };
	if (finding.category.endsWith('-'))
		return finding.kind === 'rose' ? m.change_rises_weighs(inputs) : m.change_falls_weighs(inputs);
	return finding.kind === 'rose' ? m.change_rises_carries(inputs) : m.change_falls_carries(inputs);
}

export const certaintyWord = (certainty: Certainty): string =>
	certainty === 'sure'
		? m.sure_sure()
		: certainty === 'fairly-sure'
			? m.sure_fairly()
			: m.sure_early();

/** Title of a family's panel: the finding, under its topic. */
export function panelTitle(
	family: Family,
	changes: readonly ChangeFinding[],
	enough: boolean,
): string {
	const found = changes.find(
		({ category, certainty }) => familyOf(category) === family && certainty !== 'too-early',
	);
	if (!found) return enough ? m.panel_steady() : m.panel_early();
	const since = { since: periodInWords(found.change.recent.from) };
	if (found.category.endsWith('-'))
		return found.kind === 'rose' ? m.panel_rises(since) : m.panel_falls(since);
	return found.kind === 'rose' ? m.panel_carries_more(since) : m.panel_carries_less(since);
}

/** Title of the valence panel. */
export function feelingTitle(changes: readonly ChangeFinding[], enough: boolean): string {
	const found = changes.find(
		({ measure, category, certainty }) =>
			measure === 'valence' && category !== '0' && certainty !== 'too-early',
	);
	if (!found) return enough ? m.panel_feeling_steady() : m.panel_feeling_early();
	const since = { since: periodInWords(found.change.recent.from) };
	const worse = (found.category === '-1') === (found.kind === 'rose');
	return worse ? m.panel_feeling_worse(since) : m.panel_feeling_better(since);
}

/** Units named in the sentence above the map: at most this many, in the organisation's own order. */
const NAMED = 2;
/** Below these shares a unit does not stand out: tense, then well. */
const TENSE = 0.3;
const WELL = 0.35;

/** One sentence on the map: leaves where a constraint is named by many, and where support is. */
export function whereSentence(map: Published<HeatMapView>): string {
	const parents = new Set(map.rows.map(({ unit }) => unit.parentId));
	const leaves = map.rows.filter(({ unit }) => !parents.has(unit.unitId));
	const standingOut = (factor: (family: Family) => Factor, least: number) => {
		const found = leaves.flatMap(({ unit, factors }) => {
			if (factors.status !== 'visible') return [];
			const high = Math.max(...FAMILIES.map((one) => factors.shares[factor(one)]?.low ?? 0));
			const share = Math.max(...FAMILIES.map((one) => factors.shares[factor(one)]?.share ?? 0));
			return share >= least ? [{ name: unit.name, high }] : [];
		});
		const chosen = [...found].sort((a, b) => b.high - a.high).slice(0, NAMED);
		return listInWords(found.filter((one) => chosen.includes(one)).map(({ name }) => name));
	};
	const units = standingOut((family) => `${family}-`, TENSE);
	const others = standingOut(() => 'relations+', WELL);
	if (units && others) return m.where_tense_and_well({ units, others });
	if (units) return m.where_tense({ units });
	return others ? m.where_well({ others }) : m.where_even();
}
