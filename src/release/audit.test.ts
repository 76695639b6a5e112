import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '#contracts/canonical.ts';
import type { KeyList } from '#contracts/protocol.ts';
import { audit, type Audit, type AuditCheck } from './audit.ts';
import { genesis, releaseEntries, season } from './entries.ts';
import { chain, type LedgerEntry } from './ledger.ts';
import { formPools } from './pools.ts';
import { release } from './release.ts';
import { seededWords, treeOf, unanimous } from './samples.ts';

const sha256hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const plan = { valence: 2, emotion: 1, difficulty: 2, factor: 2 };
const tree = treeOf([
	{ unitId: 'r', parentId: null, name: 'R', eligible: 0 },
	{ unitId: 'a', parentId: 'r', name: 'A', eligible: 12 },
	{ unitId: 'b', parentId: 'r', name: 'B', eligible: 20 },
]);
const k = 8;
const periods = ['2026-01', '2026-02'];
const keyList: KeyList = {
	season: '2026-01',
	rounds: periods.map((period) => ({
		purpose: 'pulse',
		round: `pulse:${period}`,
		period,
		opens: `${period}-01`,
		closes: `${period}-28`,
		sealKey: `seal${period}`,
		pools: Object.fromEntries(poolIds().map((pool) => [pool, `key-${period}-${pool}`])),
	})),
};

function poolIds(): string[] {
	const pools = formPools(tree, k);
	return tree.units.filter((_, i) => pools.at[i]).map(({ unitId }) => unitId);
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- forged payloads have no type
type Forged = { kind: string; payload: any }[];

function written(change: (drafts: Forged) => void = () => {}): LedgerEntry[] {
	const facts = { season: '2026-01', k, plan };
	const released = release({
		tree,
		pools: formPools(tree, k),
		k,
		plan,
		noise: true,
		random: seededWords(3),
		periods: periods.map((period) => unanimous(period, [0, 9, 12])),
	});
	const drafts: Forged = [
		genesis({ organisation: 'Demo', k, plan }),
		season(tree, { ...facts, periods, keyListHash: sha256hex(canonical(keyList)) }),
		...released.flatMap((one) =>
			releaseEntries(one, { ...facts, round: `pulse:${one.period}`, malformed: 0 }),
		),
	].map((draft) => JSON.parse(JSON.stringify(draft)) as Forged[number]);
	change(drafts);
	return chain(null, drafts, sha256hex);
}

const lists = (list: unknown = keyList) => new Map([['2026-01', list]]);
const run = (rows: LedgerEntry[], more: Partial<Parameters<typeof audit>[0]> = {}): Audit =>
	audit({ rows, anchors: [], keyLists: lists(), sha256hex, ...more });
const state = (report: Audit, check: AuditCheck) =>
	report.checks.find((one) => one.check === check)?.state;

describe('an audit', () => {
	it('says of each check whether it held, and what it could not look at', () => {
		const report = run(written());
		expect(report.faults).toEqual([]);
		expect(report.ok).toBe(true);
		expect(report.checks.map(({ check, state: is }) => [check, is])).toEqual([
			['chain', 'held'],
			['anchors', 'not-checked'],
			['key-list', 'held'],
			['pools', 'held'],
			['plan', 'held'],
			['releases', 'held'],
			['additivity', 'held'],
			['seats', 'not-checked'],
			['client-files', 'not-checked'],
		]);
		expect(report.beyond.join()).toContain('visibility');
	});

	it.each<[string, AuditCheck, (drafts: Forged) => void]>([
		[
			'a pool that the head-counts do not give',
			'pools',
			(d) => void (d[1]!.payload.pools[0].eligible = 9),
		],
		['a head-count changed after', 'pools', (d) => void (d[1]!.payload.units[1].eligible = 7)],
		['another epsilon', 'pools', (d) => void (d[1]!.payload.epsilon = '9')],
		['a measure less', 'plan', (d) => void delete d.at(-1)!.payload.counts.difficulty],
		['a category less', 'plan', (d) => void delete d.at(-1)!.payload.counts.difficulty.none],
		['a release of fewer rows than it says', 'releases', (d) => void d.pop()],
		['a release under another k', 'releases', (d) => void (d[2]!.payload.k = 5)],
	])('finds %s', (_, check, change) => {
		const report = run(written(change));
		expect(report.ok).toBe(false);
		expect(state(report, check)).toBe('failed');
		expect(state(report, 'chain')).toBe('held');
	});

	it('finds a count changed in one row, since the parts no longer add up to the whole', () => {
		const report = run(
			written((drafts) => {
				const own = drafts.find(({ kind, payload }) => kind === 'cells' && payload.unit === 'a');
				own!.payload.counts.valence['1'] += 4;
			}),
		);
		expect(state(report, 'additivity')).toBe('failed');
	});

	it('believes no later row once one was changed', () => {
		const rows = written();
		rows[2] = { ...rows[2]!, payload: rows[2]!.payload.replace('2026-01', '2026-09') };
		const report = run(rows);
		expect(report.faults).toEqual([{ check: 'chain', seq: 2, rule: 'chain-hash' }]);
		expect(state(report, 'pools')).toBe('not-checked');
	});

	it('holds the ledger against every anchor', () => {
		const rows = written();
		const anchors = [1, rows.length - 1].map((seq) => ({ seq, hash: rows[seq]!.hash }));
		expect(state(run(rows, { anchors }), 'anchors')).toBe('held');
		const shorter = run(rows.slice(0, -1), { anchors });
		expect(shorter.faults).toContainEqual({
			check: 'anchors',
			rule: 'anchor-truncated',
			seq: rows.length - 1,
		});
		const rewritten = written((d) => void (d[1]!.payload.units[0].name = 'Z'));
		expect(state(run(rewritten, { anchors }), 'anchors')).toBe('failed');
	});

	it.each<[string, string, (list: KeyList) => unknown]>([
		['a key of one’s own', 'keys-hash', (l) => void (l.rounds[0]!.sealKey = 'mine')],
		[
			'one key for two rounds',
			'keys-shared',
			(l) => void (l.rounds[0]!.sealKey = l.rounds[1]!.sealKey),
		],
		['a pool without a key', 'keys-pools', (l) => void delete l.rounds[0]!.pools[poolIds()[0]!]],
		['a round left out', 'keys-rounds', (l) => void l.rounds.pop()],
	])('finds in the key list %s', (_, rule, change) => {
		const list = structuredClone(keyList);
		change(list);
		expect(run(written(), { keyLists: lists(list) }).faults).toContainEqual({
			check: 'key-list',
			rule,
			seq: 1,
			subject: '2026-01',
		});
	});

	it('finds a published key list whose season no ledger has', () => {
		const keyLists = new Map([...lists(), ['2031-01', keyList]]);
		expect(run(written(), { keyLists }).faults).toEqual([
			{ check: 'key-list', rule: 'keys-unknown' },
		]);
	});

	it('follows the links where contents are withheld, and says what that leaves out', () => {
		const rows = written().map((row) => ({ ...row, payload: null }));
		const head = rows.at(-1)!;
		const anchors = [{ seq: head.seq, hash: head.hash }];
		const report = audit({ rows, anchors, keyLists: lists(), sha256hex });
		expect(report.ok).toBe(true);
		expect(state(report, 'chain')).toBe('held');
		expect(state(report, 'anchors')).toBe('held');
		for (const check of ['key-list', 'pools', 'plan', 'releases', 'additivity'] as const)
			expect(state(report, check)).toBe('not-checked');
		const without = rows.filter(({ seq }) => seq !== 2).map((row, seq) => ({ ...row, seq }));
		expect(audit({ rows: without, anchors: [], sha256hex }).faults).toEqual([
			{ check: 'chain', rule: 'chain-prev-hash', seq: 2 },
		]);
	});
});
