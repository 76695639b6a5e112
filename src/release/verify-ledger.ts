/** What anyone can check about a ledger without trusting its keeper: chain, pools, plan, completeness, additivity. */
import { canonical } from '#contracts/canonical.ts';
import type { Plan } from '#contracts/cells.ts';
import { EPSILON, MIN_K, minEligible } from '#contracts/policy.ts';
import { listEpisodes, type Episode } from './episodes.ts';
import type { Cells, Season } from './entries.ts';
import { verifyChain, type Anchor, type LedgerEntry, type Sha256Hex } from './ledger.ts';
import { formPools, listPools, type Pools } from './pools.ts';
import { differenceOf } from './season-difference.ts';
import { parseTree, type Tree } from './tree.ts';
import { checkRows } from './verify-rows.ts';

/** One thing that does not hold; `rule` is a stable id, `subject` the season, period or unit concerned. */
export type LedgerFault = { seq: number; rule: string; subject?: string };

export type LedgerReport = {
	ok: boolean;
	entries: number;
	head: Anchor | null;
	seasons: number;
	periods: number;
	faults: LedgerFault[];
};

/** A season with its tree and pools re-derived. */
export type CheckedSeason = { payload: Season; tree: Tree; pools: Pools };

/**
 * Verifies a whole ledger. A broken chain is the only fault then reported: what follows a break means nothing.
 * Visibility cannot be re-derived, since exact participation is never published.
 */
export function verifyLedger(
	entries: readonly LedgerEntry[],
	sha256hex: Sha256Hex,
	anchors: Anchor | readonly Anchor[] = [],
): LedgerReport {
	const empty = { entries: entries.length, head: null, seasons: 0, periods: 0 };
	const checked = verifyChain(entries, sha256hex, anchors);
	if (!checked.ok) {
		const { seq, reason } = checked.fault;
		return { ok: false, ...empty, faults: [{ seq, rule: `chain-${reason}` }] };
	}
	const faults: LedgerFault[] = [];
	const seasons = new Map<string, CheckedSeason>();
	const periods = new Set<string>();
	const released = new Set<string>();
	const keys: KeyLists = new Map();
	let policy: Policy = null;
	/** What the entry after a season must say. */
	let expected: string | null = null;
	for (const episode of listEpisodes(entries, faults)) {
		if (expected !== null || episode.kind === 'difference') {
			const said = episode.kind === 'difference' ? canonical(episode.payload) : '';
			if (said !== expected) faults.push({ seq: episode.seq, rule: 'season-difference' });
			expected = null;
			if (episode.kind === 'difference') continue;
		}
		if (episode.kind === 'genesis') policy = { k: episode.payload.k, plan: episode.payload.plan };
		else if (episode.kind === 'decision') policy = decide(policy, episode, faults);
		else if (episode.kind === 'season') {
			const former = [...seasons.values()].at(-1)?.payload;
			if (former) expected = canonical(differenceOf(former, episode.payload));
			checkSeason(episode, { policy, seasons, periods }, faults);
			keys.set(episode.payload.season, { hash: episode.payload.keyListHash });
		} else if (episode.kind === 'successor') checkSuccessor(episode, keys, released, faults);
		else if (episode.kind === 'release') {
			checkRelease(episode, seasons, periods, faults);
			released.add(episode.payload.round);
		}
	}
	if (expected !== null) faults.push({ seq: entries.length - 1, rule: 'season-difference' });
	return {
		ok: faults.length === 0,
		entries: entries.length,
		head: checked.head,
		seasons: seasons.size,
		periods: periods.size,
		faults,
	};
}

type Of<Kind extends Episode['kind']> = Extract<Episode, { kind: Kind }>;
type Policy = { k: number; plan: Plan } | null;
/** By season: the key list in force, and the one that the last successors replaced. */
type KeyLists = Map<string, { hash: string; former?: string }>;
type SoFar = { policy: Policy; seasons: Map<string, CheckedSeason>; periods: ReadonlySet<string> };

function decide(policy: Policy, { seq, payload }: Of<'decision'>, faults: LedgerFault[]): Policy {
	if (!payload.sides.includes('hr') || !payload.sides.includes('staff'))
		faults.push({ seq, rule: 'decision-one-sided', subject: payload.id });
	return policy && { k: payload.k ?? policy.k, plan: payload.plan ?? policy.plan };
}

function checkSeason(
	{ seq, payload }: Of<'season'>,
	{ policy, seasons, periods }: SoFar,
	faults: LedgerFault[],
): void {
	const bad = (rule: string) => faults.push({ seq, rule, subject: payload.season });
	if (seasons.has(payload.season)) bad('season-twice');
	const taken = [...seasons.values()].flatMap((earlier) => earlier.payload.periods);
	if (payload.periods.some((period) => taken.includes(period))) bad('season-overlap');
	// A season is announced while the last period before it runs, not earlier: a period without a release was held back.
	const running = [...seasons.values()].at(-1)?.payload.periods.at(-1);
	if (taken.some((period) => !periods.has(period) && period !== running))
		bad('season-before-release');
	if (payload.k < MIN_K) bad('season-k-under-floor');
	if (payload.minEligible !== minEligible(payload.k)) bad('season-min-eligible');
	if (payload.epsilon !== String(EPSILON)) bad('season-epsilon');
	if (!policy || policy.k !== payload.k || canonical(policy.plan) !== canonical(payload.plan))
		bad('season-policy');
	const tree = parseTree(
		payload.units.map(({ unit, parent, name, eligible }) => ({
			unitId: unit,
			parentId: parent,
			name,
			eligible,
		})),
	);
	if (!tree.ok) return void bad('season-tree');
	const pools = formPools(tree.value, payload.k);
	if (canonical(listPools(tree.value, pools)) !== canonical(payload.pools)) bad('season-pools');
	seasons.set(payload.season, { payload, tree: tree.value, pools });
}

/** New keys follow the list in force, for rounds of a known season that are not in the ledger yet. */
function checkSuccessor(
	{ seq, payload }: Of<'successor'>,
	keys: KeyLists,
	released: ReadonlySet<string>,
	faults: LedgerFault[],
): void {
	const bad = (rule: string) => faults.push({ seq, rule, subject: payload.round });
	const now = keys.get(payload.season);
	if (!now) bad('successor-season');
	if (released.has(payload.round)) bad('successor-after-release');
	const { keyListHash: hash, replaces: former } = payload;
	// Several rounds renewed together: each names the same two lists.
	const same = now?.hash === hash && now.former === former;
	if (!same && now?.hash !== former) bad('successor-replaces');
	keys.set(payload.season, { hash, former });
}

function checkRelease(
	{ seq, payload, cells }: Of<'release'>,
	seasons: ReadonlyMap<string, CheckedSeason>,
	periods: Set<string>,
	faults: LedgerFault[],
): void {
	const bad = (rule: string) => faults.push({ seq, rule, subject: payload.period });
	if (periods.has(payload.period)) bad('release-twice');
	// Announcing the next season ahead must not let the last period of the one before be held back.
	for (const [name, { payload: earlier }] of seasons) {
		if (name === payload.season) break;
		if (earlier.periods.some((period) => !periods.has(period))) bad('release-before-former');
	}
	periods.add(payload.period);
	if (cells.length !== payload.rows) bad('release-incomplete');
	const frozen = seasons.get(payload.season);
	if (!frozen) return void bad('release-season-unknown');
	const { k, epsilon, plan } = frozen.payload;
	if (!frozen.payload.periods.includes(payload.period)) bad('release-outside-season');
	const same =
		payload.k === k && payload.epsilon === epsilon && canonical(payload.plan) === canonical(plan);
	if (!same) bad('release-parameters');
	const rows = new Map<number, Cells['counts']>();
	for (const { seq: at, payload: row } of cells) {
		const unit = frozen.tree.indexOf.get(row.unit) ?? -1;
		const fault = (rule: string) => faults.push({ seq: at, rule, subject: row.unit });
		if (row.period !== payload.period) fault('cells-period');
		else if (unit < 0) fault('cells-unit-unknown');
		else if (rows.has(unit)) fault('cells-twice');
		else rows.set(unit, row.counts);
	}
	for (const { unit, rule } of checkRows(frozen, rows))
		faults.push({ seq, rule, subject: `${payload.period} ${unit}` });
}
