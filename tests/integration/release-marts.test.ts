/** From opened voices to what the committee's page is given: count, release, ledger, marts, gate, all for real. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Voice } from '#contracts/voice.ts';
import { genesis, releaseEntries, season } from '#release/entries.ts';
import { chain, type LedgerEntry } from '#release/ledger.ts';
import { formPools } from '#release/pools.ts';
import { release } from '#release/release.ts';
import { seededWords, treeOf } from '#release/samples.ts';
import { SLOTS, slotOf } from '#release/slots.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { openGate, type Gate } from '#server/analytics/gate.ts';
import { martsPath, rebuildMarts } from '#server/analytics/marts.ts';
import { countVoices } from '#server/analytics/stage-voices.ts';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const unit = (unitId: string, parentId: string | null, eligible: number) => ({
	unitId,
	parentId,
	name: `Unit “${unitId}”, the ${unitId}`,
	eligible,
});
const tree = treeOf([
	unit('r', null, 3),
	unit('a', 'r', 0),
	unit('a1', 'a', 12),
	unit('a2', 'a', 20),
	unit('b', 'r', 5),
	unit('c', 'r', 30),
]);
const k = 8;
const plan = { valence: 2, emotion: 1, difficulty: 2, factor: 2 };
const pools = formPools(tree, k);

const said = (poolId: string, n: number, voice: Partial<Voice> = {}) =>
	Array.from({ length: n }, (): Voice & { poolId: string } => ({
		valence: -1,
		emotion: 'stress',
		difficulty: 'organisation',
		factors: ['intensity-', 'relations+'],
		...voice,
		poolId,
	}));

describe('counting opened voices', () => {
	it('counts each category by pool, and the group beside it', async () => {
		const counted = await countVoices(tree, pools, '2026-01', [
			...said('a1', 9),
			...said('a1', 2, { factors: [], valence: 1, emotion: 'none' }),
			...said('c', 4),
		]);
		const a1 = tree.indexOf.get('a1')!;
		const count = (measure: string, category: string) =>
			counted.counts[a1 * SLOTS.length + slotOf(measure, category)];
		expect(counted.voices[a1]).toBe(11);
		expect(counted.voices[tree.indexOf.get('c')!]).toBe(4);
		expect(count('valence', '-1')).toBe(9);
		expect(count('valence', '1')).toBe(2);
		expect(count('emotion', 'stress')).toBe(9);
		expect(count('emotion', 'none')).toBe(2);
		expect(count('difficulty', 'organisation')).toBe(11);
		expect(count('factor', 'intensity-')).toBe(9);
		expect(count('factor', 'relations+')).toBe(9);
		expect(count('factor', 'relations-')).toBe(0);
	});

	it('counts a period in which nobody spoke', async () => {
		const counted = await countVoices(tree, pools, '2026-01', []);
		expect([...(counted.voices as Int32Array)].every((n) => n === 0)).toBe(true);
	});

	it('takes no voice of a unit that is no pool, and no unknown id', async () => {
		await expect(countVoices(tree, pools, '2026-01', said('b', 1))).rejects.toThrow();
		const bad = said('a1', 1, { emotion: 'boredom' as 'none' });
		await expect(countVoices(tree, pools, '2026-01', bad)).rejects.toThrow('emotion');
	});
});

describe('the gate', () => {
	let folder = '';
	let gate: Gate;
	let entries: LedgerEntry[];

	const publish = async (periods: Record<string, (Voice & { poolId: string })[]>) => {
		const facts = { season: '2026-01', k, plan };
		const counted = await Promise.all(
			Object.entries(periods).map(([period, voices]) => countVoices(tree, pools, period, voices)),
		);
		const released = release({
			tree,
			pools,
			periods: counted,
			k,
			plan,
			noise: true,
			random: seededWords(4),
		});
		const drafts = [
			genesis({ organisation: 'Demo', k, plan }),
			season(tree, { ...facts, periods: ['2026-01', '2026-02'], keyListHash: sha('keys') }),
			...released.flatMap((period) =>
				releaseEntries(period, { ...facts, round: `pulse:${period.period}`, malformed: 1 }),
			),
		];
		return chain(null, drafts, sha);
	};

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'murmure-marts-'));
		gate = openGate(martsPath(folder));
		entries = await publish({
			'2026-01': [...said('a1', 9), ...said('a2', 11), ...said('c', 20), ...said('r', 8)],
			'2026-02': [...said('a1', 3), ...said('a2', 12), ...said('c', 20), ...said('r', 8)],
		});
	});
	afterAll(async () => {
		await gate.close();
		rmSync(folder, { recursive: true });
	});

	it('shows nothing before the first release', async () => {
		expect(await gate.periods()).toEqual([]);
		expect(await gate.tree()).toEqual({ season: '', units: [] });
		expect(await gate.heatMap('2026-01')).toBeNull();
		expect(await gate.trend('a1', 'valence')).toBeNull();
	});

	it('shows the periods and the tree of the ledger', async () => {
		expect(verifyLedger(entries, sha)).toMatchObject({ ok: true });
		await rebuildMarts(martsPath(folder), entries);
		expect(await gate.periods()).toEqual([
			{ period: '2026-01', season: '2026-01', k, malformed: 1 },
			{ period: '2026-02', season: '2026-01', k, malformed: 1 },
		]);
		const { units } = await gate.tree();
		expect(units.map(({ unitId, depth, open }) => [unitId, depth, open])).toEqual([
			['r', 0, true],
			['a', 1, true],
			['a1', 2, true],
			['a2', 2, true],
			['b', 1, false],
			['c', 1, true],
		]);
		expect(units[2]).toMatchObject({ name: 'Unit “a1”, the a1', parentId: 'a', eligible: 12 });
	});

	it('gives shares with their interval and the size of the group, and masks with a reason', async () => {
		const map = (await gate.heatMap('2026-02'))!;
		const states = map.rows.map(({ unit: u, factors }) => [
			u.unitId,
			factors.status === 'masked' ? factors.reason : factors.status,
		]);
		expect(Object.fromEntries(states)).toEqual({
			r: 'visible',
			a: 'visible',
			a1: 'too-few',
			a2: 'visible',
			b: 'not-open',
			c: 'visible',
		});
		const c = map.rows.at(-1)!.factors;
		if (c.status !== 'visible') throw new Error('masked');
		const { share, low, high } = c.shares['intensity-']!;
		expect(Math.abs(c.voices - 20)).toBeLessThan(8);
		expect(share).toBeGreaterThan(0.6);
		expect(low).toBeLessThanOrEqual(share);
		expect(high).toBeGreaterThanOrEqual(share);
		expect(Object.keys(c.shares)).toHaveLength(12);
	});

	it('masks what the plan leaves out by that reason', async () => {
		const sheet = (await gate.unitSheet('a2', '2026-01'))!;
		expect(sheet.measures.emotion).toEqual({
			status: 'masked',
			reason: 'not-published-at-this-level',
		});
		expect(sheet.measures.valence.status).toBe('visible');
		const parent = (await gate.unitSheet('a', '2026-01'))!;
		expect(parent.measures.emotion.status).toBe('visible');
		expect(parent.children.map((child) => child.unit.unitId)).toEqual(['a1', 'a2']);
		expect(await gate.unitSheet('zz', '2026-01')).toBeNull();
		expect(await gate.unitSheet('a', '2031-01')).toBeNull();
	});

	it('leaves a gap in a trend where a period is masked', async () => {
		const trend = (await gate.trend('a1', 'valence'))!;
		expect(trend.points.map((point) => [point.period, point.value.status])).toEqual([
			['2026-01', 'visible'],
			['2026-02', 'masked'],
		]);
		expect(await gate.trend("'; DROP TABLE cells; --", 'valence')).toBeNull();
	});

	it('answers the same every time it is asked', async () => {
		const once = await gate.heatMap('2026-01');
		expect(once?.rows).toHaveLength(6);
		expect(await gate.heatMap('2026-01')).toEqual(once);
	});

	it('sees a rebuild at once, and an older one never', async () => {
		await rebuildMarts(
			martsPath(folder),
			entries.slice(
				0,
				entries.findLastIndex((e) => e.kind === 'release'),
			),
		);
		expect(await gate.periods()).toHaveLength(2);
		await Promise.all([
			rebuildMarts(martsPath(folder), entries),
			gate.heatMap('2026-01'),
			rebuildMarts(martsPath(folder), entries),
			gate.trend('a', 'factor'),
		]);
		expect(await gate.periods()).toHaveLength(2);
		expect(readdirSync(folder)).toEqual(['marts.duckdb']);
	});

	it('starts over from a file that cannot be read', async () => {
		const other = mkdtempSync(join(tmpdir(), 'murmure-marts-'));
		writeFileSync(martsPath(other), 'not a database');
		await rebuildMarts(martsPath(other), entries);
		const second = openGate(martsPath(other));
		expect(await second.periods()).toHaveLength(2);
		await second.close();
		rmSync(other, { recursive: true });
	});

	it('keeps nothing of the voices in the file but what the ledger holds', async () => {
		const { openMarts } = await import('#server/analytics/duckdb.ts');
		const duck = await openMarts(martsPath(folder), 'read');
		const tables = await duck.rows<{ name: string }>(
			'SELECT table_name AS name FROM duckdb_tables() ORDER BY 1',
		);
		expect(tables.map(({ name }) => name)).toEqual([
			'cells',
			'head',
			'periods',
			'plans',
			'rows',
			'units',
		]);
		const [sum] = await duck.rows<{ n: number }>('SELECT count(*)::INTEGER AS n FROM cells');
		const cells = entries.filter((e) => e.kind === 'cells').map((e) => JSON.parse(e.payload));
		const published = cells.flatMap((cell) =>
			Object.values(cell.counts as object).flatMap((c) => Object.keys(c)),
		);
		expect(sum!.n).toBe(published.length);
		const atoms = await duck.rows<{ place: string; atoms: number }>(
			"SELECT period || ' ' || unit_id AS place, atoms FROM rows ORDER BY place",
		);
		expect(Object.fromEntries(atoms.map((row) => [row.place, row.atoms]))).toEqual({
			...{ '2026-01 r': 4, '2026-01 a': 2, '2026-01 a1': 1, '2026-01 a2': 1, '2026-01 c': 1 },
			...{ '2026-02 r': 3, '2026-02 a': 1, '2026-02 a2': 1, '2026-02 c': 1 },
		});
		duck.close();
	});
});
