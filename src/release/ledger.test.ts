import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '#contracts/canonical.ts';
import { decision, genesis, releaseEntries, season, successor, type Cells } from './entries.ts';
import { chain, hashEntry, nextEntry, verifyChain, type LedgerEntry } from './ledger.ts';
import { formPools } from './pools.ts';
import { release } from './release.ts';
import { seededWords, treeOf, unanimous } from './samples.ts';
import { verifyLedger } from './verify-ledger.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const plan = { valence: 2, emotion: 1, difficulty: 2, factor: 2 };
const tree = treeOf([
	{ unitId: 'r', parentId: null, name: 'R', eligible: 3 },
	{ unitId: 'a', parentId: 'r', name: 'A', eligible: 0 },
	{ unitId: 'a1', parentId: 'a', name: 'A1', eligible: 12 },
	{ unitId: 'a2', parentId: 'a', name: 'A2', eligible: 20 },
	{ unitId: 'b', parentId: 'r', name: 'B', eligible: 5 },
	{ unitId: 'c', parentId: 'r', name: 'C', eligible: 30 },
]);
const k = 8;
const pools = formPools(tree, k);

function written(): LedgerEntry[] {
	const facts = { season: '2026-01', k, plan };
	const released = release({
		tree,
		pools,
		k,
		plan,
		noise: true,
		random: seededWords(5),
		periods: [
			unanimous('2026-01', [8, 0, 9, 10, 0, 20]),
			unanimous('2026-02', [2, 0, 9, 3, 0, 20]),
		],
	});
	return chain(
		null,
		[
			genesis({ organisation: 'Demo', k: 8, plan }),
			season(tree, { ...facts, periods: ['2026-01', '2026-02'], keyListHash: sha('keys') }),
			...released.flatMap((period, at) =>
				releaseEntries(period, { ...facts, round: `round-${at}`, malformed: 0 }),
			),
			decision({ id: 'd1', subject: 'k', sides: ['hr', 'staff'], k: 5 }),
		],
		sha,
	);
}

/** Rewrites payloads and makes the chain whole again, as someone with the database could. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- forged payloads have no type
type Forged = any;

function forge(change: (entries: { kind: string; payload: Forged }[]) => void): LedgerEntry[] {
	const drafts = written().map(({ kind, payload }) => ({ kind, payload: JSON.parse(payload) }));
	change(drafts);
	return chain(null, drafts, sha);
}
const rules = (entries: LedgerEntry[]) =>
	verifyLedger(entries, sha).faults.map((fault) => fault.rule);

describe('the chain', () => {
	it('hashes the previous hash, the number, the kind and the payload, one a line', () => {
		const entry = nextEntry(null, { kind: 'genesis', payload: { b: 1, a: [] } }, sha);
		expect(entry).toEqual({
			seq: 0,
			kind: 'genesis',
			payload: '{"a":[],"b":1}',
			prevHash: '0'.repeat(64),
			hash: sha(`${'0'.repeat(64)}\n0\ngenesis\n{"a":[],"b":1}`),
		});
	});

	it('holds as written, and against an anchor', () => {
		const entries = written();
		const { seq, hash } = entries.at(-1)!;
		expect(verifyChain(entries, sha, { seq, hash })).toEqual({ ok: true, head: { seq, hash } });
		expect(verifyChain([], sha)).toEqual({ ok: true, head: null });
	});

	it('tells any single change of any column of any row, and where', () => {
		const entries = written();
		const changes: Record<string, (e: LedgerEntry) => Partial<LedgerEntry>> = {
			seq: (e) => ({ seq: e.seq + 1 }),
			kind: (e) => ({ kind: `${e.kind}x` }),
			payload: (e) => ({ payload: e.payload.replace(/\d/, (d) => String((Number(d) + 1) % 10)) }),
			space: (e) => ({ payload: `${e.payload} ` }),
			prevHash: (e) => ({ prevHash: sha(e.prevHash) }),
			hash: (e) => ({ hash: sha(e.hash) }),
		};
		fc.assert(
			fc.property(
				fc.nat({ max: entries.length - 1 }),
				fc.constantFrom(...Object.keys(changes)),
				(at, what) => {
					const tampered = entries.map((e, i) => (i === at ? { ...e, ...changes[what]!(e) } : e));
					expect(verifyChain(tampered, sha)).toMatchObject({ ok: false, fault: { seq: at } });
				},
			),
		);
	});

	it('tells a changed row even when its own hash was made anew', () => {
		const entries = written();
		const at = 3;
		const payload = entries[at]!.payload.replace(/\d/, '7x');
		const changed = { ...entries[at]!, payload };
		entries[at] = { ...changed, hash: hashEntry(changed, sha) };
		expect(verifyChain(entries, sha)).toMatchObject({ ok: false });
	});

	it('tells a row removed, repeated or moved', () => {
		const entries = written();
		expect(verifyChain(entries.toSpliced(4, 1), sha)).toMatchObject({ fault: { seq: 4 } });
		expect(verifyChain(entries.toSpliced(4, 0, entries[4]!), sha)).toMatchObject({
			fault: { seq: 5 },
		});
		expect(verifyChain(entries.toSpliced(4, 2, entries[5]!, entries[4]!), sha)).toMatchObject({
			fault: { seq: 4 },
		});
	});

	it('tells a chain cut short or rewritten whole, against its anchor', () => {
		const entries = written();
		const { seq, hash } = entries.at(-1)!;
		expect(verifyChain(entries.slice(0, -1), sha, { seq, hash })).toMatchObject({
			fault: { seq, reason: 'truncated' },
		});
		const rewritten = forge((drafts) => void (drafts[0]!.payload.organisation = 'Other'));
		expect(verifyChain(rewritten, sha)).toMatchObject({ ok: true });
		expect(verifyChain(rewritten, sha, { seq, hash })).toMatchObject({
			fault: { seq, reason: 'anchor' },
		});
	});

	it('holds against several anchors at once, in any order, and tells the first that it does not meet', () => {
		const entries = written();
		const at = (seq: number) => ({ seq, hash: entries[seq]!.hash });
		expect(verifyChain(entries, sha, [at(5), at(0), at(5)])).toMatchObject({ ok: true });
		expect(verifyChain(entries, sha, [at(5), { seq: 2, hash: sha('x') }])).toEqual({
			ok: false,
			fault: { seq: 2, reason: 'anchor' },
		});
		expect(verifyChain(entries.slice(0, 4), sha, [at(0), at(5)])).toEqual({
			ok: false,
			fault: { seq: 4, reason: 'truncated' },
		});
		expect(verifyChain(entries, sha, [at(3), { ...at(3), hash: sha('x') }])).toMatchObject({
			ok: false,
		});
	});

	it('refuses a payload that is not canonical', () => {
		const entry = { seq: 0, kind: 'genesis', payload: '{"b":1,"a":2}', prevHash: '0'.repeat(64) };
		expect(verifyChain([{ ...entry, hash: hashEntry(entry, sha) }], sha)).toMatchObject({
			fault: { reason: 'payload' },
		});
	});
});

describe('a whole ledger', () => {
	it('verifies as written', () => {
		expect(verifyLedger(written(), sha)).toMatchObject({
			ok: true,
			seasons: 1,
			periods: 2,
			faults: [],
		});
	});

	const release0 = 2;
	const cells = (drafts: { kind: string; payload: Cells }[], period: string, unit: string) =>
		drafts.find(
			(d) => d.kind === 'cells' && d.payload.period === period && d.payload.unit === unit,
		)!;

	it.each<[string, string, (drafts: Forged[]) => void]>([
		[
			'a pool that is not what the head-counts give',
			'season-pools',
			(d) => (d[1].payload.pools[0].eligible += 1),
		],
		[
			'a head-count changed after the fact',
			'season-pools',
			(d) => (d[1].payload.units[2].eligible = 2),
		],
		['a season under another k than decided', 'season-policy', (d) => (d[1].payload.k = 9)],
		[
			'a season under k = 4',
			'season-k-under-floor',
			(d) => ((d[0].payload.k = 4), (d[1].payload.k = 4)),
		],
		[
			'a season with a wider plan than decided',
			'season-policy',
			(d) => (d[1].payload.plan.emotion = 2),
		],
		[
			'a release with other parameters than its season',
			'release-parameters',
			(d) => (d[release0].payload.k = 5),
		],
		[
			'a release of a period outside its season',
			'release-outside-season',
			(d) => (d[1].payload.periods = ['2026-02']),
		],
		['a row that was left out', 'release-incomplete', (d) => d.splice(4, 1)],
		['a row twice', 'cells-twice', (d) => (d[4].payload.unit = d[3].payload.unit)],
		['a row of an unknown unit', 'cells-unit-unknown', (d) => (d[4].payload.unit = 'zz')],
		[
			'a row of a unit that is not open',
			'row-not-open',
			(d) => (cells(d, '2026-01', 'c').payload.unit = 'b'),
		],
		[
			'a category that was left out',
			'row-plan',
			(d) => delete cells(d, '2026-01', 'a1').payload.counts.valence!['0'],
		],
		[
			'a measure below its depth',
			'row-plan',
			(d) =>
				(cells(d, '2026-01', 'a1').payload.counts.emotion = cells(
					d,
					'2026-01',
					'a',
				).payload.counts.emotion),
		],
		[
			'a row whose parent has none',
			'row-without-parent',
			(d) => ((d[release0].payload.rows -= 1), d.splice(d.indexOf(cells(d, '2026-01', 'a')), 1)),
		],
		[
			'a count that does not add up',
			'row-additivity',
			(d) => (cells(d, '2026-01', 'a').payload.counts.valence!['1']! += 1),
		],
		['a period released twice', 'release-twice', (d) => d.push(...d.slice(2, 8))],
		[
			'a decision of one side',
			'decision-one-sided',
			(d) => (d.at(-1).payload.sides = ['hr', 'hr']),
		],
		[
			'a new season while a period was held back',
			'season-before-release',
			(d) => (
				d.push({
					kind: 'season',
					payload: { ...d[1].payload, season: '2026-05', periods: ['2026-05'] },
				}),
				(d[1].payload.periods = ['2026-01', '2026-02', '2026-03', '2026-04'])
			),
		],
		[
			'a period of the next season, published before the last of the one before',
			'release-before-former',
			(d) => {
				const next = { ...d[1].payload, season: '2026-02', periods: ['2026-02'] };
				const at = d.findIndex((one: Forged) => one.payload.period === '2026-02');
				d.splice(at, 0, { kind: 'season', payload: next });
				d[at + 1].payload.season = '2026-02';
				d[1].payload.periods = ['2026-01', '2026-03'];
			},
		],
		['cells on their own', 'cells-place', (d) => d.push(d[3])],
		['an entry of no known shape', 'season-shape', (d) => delete d[1].payload.pools],
	])('tells %s', (_, rule, change) => {
		expect(rules(forge(change))).toContain(rule);
	});

	it.each([
		['of another season', 'successor-season', { season: '2025-01' }],
		['of a round that is in the ledger', 'successor-after-release', { round: 'round-0' }],
		['of a list that was not in force', 'successor-replaces', { replaces: sha('other') }],
	])('tells successor keys %s', (_, rule, wrong) => {
		const both = ['x', 'y'].map((round) => ({
			season: '2026-01',
			round,
			keyListHash: sha('new'),
			replaces: sha('keys'),
		}));
		const later = { ...both[0]!, replaces: sha('new'), keyListHash: sha('newer') };
		const right = [...both, later].map(successor);
		expect(
			verifyLedger(
				forge((d) => void d.push(...right)),
				sha,
			).faults,
		).toEqual([]);
		const forged = successor({ ...later, ...wrong });
		expect(rules(forge((d) => void d.push(...right.slice(0, 2), forged)))).toContain(rule);
	});

	it('stops at a broken chain', () => {
		const entries = written();
		entries[3] = { ...entries[3]!, payload: canonical({ period: '2026-01' }) };
		expect(verifyLedger(entries, sha)).toMatchObject({
			ok: false,
			faults: [{ seq: 3, rule: 'chain-hash' }],
		});
	});
});
