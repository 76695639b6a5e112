import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealVoice } from '#client/seal.ts';
import type { Voice } from '#contracts/voice.ts';
import type { Cells, Release } from '#release/entries.ts';
import { sha256hex } from '#server/db/ledger.ts';
import { insertInbox } from '#server/db/inbox.ts';
import { readRound } from '#server/db/voices.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { CLOSE_STEPS, closeRound } from '#server/voices/close-round.ts';
import { openSeason } from '#server/voices/open-season.ts';
import { runDueWork } from '#server/voices/run-due-work.ts';
import { ROUND, VOICE, makeRig, sharedKeys, type Rig } from './voices-rig.ts';

const CALM: Voice = { valence: 1, emotion: 'serenity', difficulty: 'none', factors: ['values+'] };
const keyFile = (rig: Rig) => join(rig.folder, `${encodeURIComponent(ROUND)}.json`);

async function release(rig: Rig): Promise<{ release: Release; cells: Map<string, Cells> }> {
	const entries = await rig.ledger();
	const at = entries.findIndex((entry) => entry.kind === 'release');
	expect(entries.filter((entry) => entry.kind === 'release')).toHaveLength(1);
	const parsed = entries.slice(at).map((entry) => JSON.parse(entry.payload) as unknown);
	const cells = new Map((parsed.slice(1) as Cells[]).map((row) => [row.unit, row]));
	return { release: parsed[0] as Release, cells };
}

/** Noise is drawn per cell; over the three classes of valence its deviation is 1.9, so 12 is out of reach. */
const aboutVoices = (row: Cells | undefined, expected: number) => {
	const sum = Object.values(row?.counts.valence ?? {}).reduce((total, n) => total + n, 0);
	expect(row).toBeDefined();
	expect(Math.abs(sum - expected)).toBeLessThan(12);
};

describe('closing a round', () => {
	it('counts each person once by their last version, drops dummies, counts what is malformed', async () => {
		const rig = await makeRig();
		const everyone = rig.people.slice(0, 22).map(({ personId }) => personId);
		await rig.post(...(await Promise.all(everyone.map((id) => rig.envelope(id)))));
		await rig.post(...(await Promise.all(everyone.map((id) => rig.envelope(id, CALM, 2)))));
		await insertInbox(rig.db, [
			{ roundId: ROUND, serial: 'planted', version: 1, poolId: 'a', seal: Buffer.alloc(593, 7) },
		]);
		const spied: string[] = [];
		const counting = rig.context.countVoices;
		rig.context.countVoices = (tree, pools, period, voices) => {
			spied.push(...voices.map((voice) => `${voice.poolId} ${voice.valence}`));
			return counting(tree, pools, period, voices);
		};
		expect(await closeRound(rig.context, ROUND)).toEqual({
			ok: true,
			value: { round: ROUND, period: '2026-11', malformed: 1 },
		});
		expect([...spied].sort()).toEqual([...Array(12).fill('a 1'), ...Array(10).fill('b 1')].sort());
		const { release: entry, cells } = await release(rig);
		expect(entry).toMatchObject({ period: '2026-11', round: ROUND, k: 5, malformed: 1 });
		expect(cells.get('a')!.counts.valence!['1']).toBeGreaterThan(4);
		aboutVoices(cells.get('a'), 12);
		expect(verifyLedger(await rig.ledger(), sha256hex).faults).toEqual([]);
	});

	it('leaves no row, no key and no way back', async () => {
		const rig = await makeRig();
		const late = await rig.envelope('a-1');
		await rig.post(await rig.envelope('a-0'));
		expect(statSync(keyFile(rig)).mode & 0o777).toBe(0o600);
		await closeRound(rig.context, ROUND);
		expect(await rig.inbox()).toHaveLength(0);
		expect(existsSync(keyFile(rig))).toBe(false);
		expect(readdirSync(rig.folder)).toHaveLength(3);
		expect(await rig.post(late)).toEqual([{ ok: false, code: 'ROUND_CLOSED' }]);
		expect(await closeRound(rig.context, ROUND)).toEqual({ ok: false, code: 'ROUND_CLOSED' });
		expect(await rig.inbox()).toHaveLength(0);
	});

	it('counts every voice that was acknowledged while it was closing, and refuses the others', async () => {
		const rig = await makeRig();
		const bodies = await Promise.all(rig.people.map(({ personId }) => rig.envelope(personId)));
		let counted = 0;
		const counting = rig.context.countVoices;
		rig.context.countVoices = (tree, pools, period, voices) => {
			counted = voices.length;
			return counting(tree, pools, period, voices);
		};
		const answers = bodies.map(async (body, i) => {
			await new Promise((resolve) => setTimeout(resolve, i * 4));
			const answer = rig.submit(body);
			if (i % 3 === 0) void rig.batcher.flush();
			return answer;
		});
		await new Promise((resolve) => setTimeout(resolve, 60));
		await closeRound(rig.context, ROUND);
		await new Promise((resolve) => setTimeout(resolve, 200));
		await rig.batcher.flush();
		const codes = (await Promise.all(answers)).map((answer) => (answer.ok ? 'ok' : answer.code));
		expect(codes.filter((code) => code === 'ok')).toHaveLength(counted);
		expect(new Set(codes)).toEqual(new Set(['ok', 'ROUND_CLOSED']));
	});

	it('releases once when two processes close at the same time', async () => {
		const rig = await makeRig();
		await rig.post(...(await Promise.all(['a-0', 'a-1', 'a-2'].map((id) => rig.envelope(id)))));
		const results = await Promise.all([1, 2, 3].map(() => closeRound(rig.context, ROUND)));
		expect(results.filter((result) => result.ok)).toHaveLength(1);
		await release(rig);
		expect(existsSync(keyFile(rig))).toBe(false);
	});

	it.each(CLOSE_STEPS)('is finished exactly once after a crash at the step "%s"', async (step) => {
		const rig = await makeRig();
		// The root's silent pool takes in the smaller team, b; a stands on its own.
		const ids = rig.people.slice(0, 22).map(({ personId }) => personId);
		await rig.post(...(await Promise.all(ids.map((id) => rig.envelope(id)))));
		const crash = closeRound(rig.context, ROUND, (at) => {
			if (at === step) throw new Error('crash');
		});
		await expect(crash).rejects.toThrow('crash');
		const published = ['published', 'destroyed'].includes(step);
		expect((await readRound(rig.db, ROUND))!.state).toBe(published ? 'released' : 'closing');
		const voice = await rig.envelope('b-0').catch(() => null);
		if (voice) expect(await rig.post(voice)).toEqual([{ ok: false, code: 'ROUND_CLOSED' }]);

		const done = await runDueWork(rig.context);
		expect(done.failures).toEqual([]);
		expect((await readRound(rig.db, ROUND))!.state).toBe('released');
		expect(await rig.inbox()).toHaveLength(0);
		expect(existsSync(keyFile(rig))).toBe(false);
		aboutVoices((await release(rig)).cells.get('a'), 12);
	});
});

describe('the calendar', () => {
	it('closes a period on the first day after it and opens the next', async () => {
		const rig = await makeRig();
		rig.clock.now = new Date('2026-11-30T23:59:59Z');
		expect(await runDueWork(rig.context)).toMatchObject({ closed: [], opened: [] });
		rig.clock.now = new Date('2026-12-01T00:00:00Z');
		expect(await runDueWork(rig.context)).toEqual({
			closed: [ROUND],
			opened: ['pulse:2026-12'],
			renewed: [],
			season: null,
			failures: [],
		});
		expect(await runDueWork(rig.context)).toMatchObject({ closed: [], opened: [], season: null });
	});

	it('opens the next season after the last period, with heads counted anew', async () => {
		const rig = await makeRig();
		const { person } = await import('#server/db/schema/index.ts');
		await rig.db.insert(person).values({ personId: 'new', name: 'Nouvelle', unitId: 'b' });
		await expect(rig.envelope('new')).rejects.toThrow();
		rig.clock.now = new Date('2027-03-02T00:00:00Z');
		const done = await runDueWork(rig.context, { makeKeys: sharedKeys() });
		expect(done.closed).toEqual([
			ROUND,
			...['2026-12', '2027-01', '2027-02'].map((p) => `pulse:${p}`),
		]);
		expect(done.season).toBe('2027-03');
		const seasons = (await rig.ledger()).filter((entry) => entry.kind === 'season');
		expect(seasons.map((entry) => JSON.parse(entry.payload).pools[1])).toEqual([
			{ pool: 'a', eligible: 12 },
			{ pool: 'a', eligible: 12 },
		]);
		expect(JSON.parse(seasons[1]!.payload).pools).toContainEqual({ pool: 'b', eligible: 11 });
		expect(verifyLedger(await rig.ledger(), sha256hex).faults).toEqual([]);
	});
});

describe('a season', () => {
	it('is not opened twice, also by two at once, and writes its keys before it exists', async () => {
		const rig = await makeRig({ open: false });
		const results = await Promise.all([
			openSeason(rig.context, sharedKeys()),
			openSeason(rig.context),
		]);
		expect(results.filter((result) => result.ok)).toHaveLength(1);
		expect(results).toContainEqual({ ok: false, code: 'SEASON_OPEN' });
		// The keys on disk are those of the list that was published.
		await rig.post(await rig.envelope('a-0'));
		expect((await closeRound(rig.context, ROUND)).ok).toBe(true);
	});

	it('is refused where too few people could hide each other', async () => {
		const rig = await makeRig({ open: false });
		await rig.pool.query(`update person set active = false where person_id not like 'c-%'`);
		expect(await openSeason(rig.context)).toEqual({ ok: false, code: 'TOO_FEW_PEOPLE' });
		expect(readdirSync(rig.folder)).toEqual([]);
		expect((await rig.ledger()).map((entry) => entry.kind)).toEqual(['genesis']);
	});

	it('stays monthly where a pool is small, though weeks were asked for', async () => {
		const rig = await makeRig({ open: false });
		await rig.pool.query(`update organisation set period_kind = 'week'`);
		expect(await openSeason(rig.context)).toMatchObject({ value: { season: '2026-11', pools: 3 } });
	});

	it('is by week where every pool has twenty people', async () => {
		const rig = await makeRig({ open: false });
		await rig.pool.query(`update organisation set period_kind = 'week'`);
		await rig.pool.query(`update person set unit_id = 'root'`);
		expect(await openSeason(rig.context)).toMatchObject({
			value: { season: '2026-W46', periods: ['2026-W46', '2026-W47', '2026-W48', '2026-W49'] },
		});
	});

	it('hashes its key list into the ledger', async () => {
		const rig = await makeRig();
		const { canonical } = await import('#contracts/canonical.ts');
		const season = (await rig.ledger()).find((entry) => entry.kind === 'season')!;
		expect(JSON.parse(season.payload).keyListHash).toBe(sha256hex(canonical(await rig.keyList())));
	});
});

describe('a replacement', () => {
	it('may come in the same batch, and out of order', async () => {
		const rig = await makeRig();
		const held = await rig.ballot('a-0');
		const bodies = await Promise.all(
			[3, 1, 2].map((version) =>
				sealVoice(version === 3 ? CALM : VOICE, held, held.sealKey, version),
			),
		);
		await rig.post(...bodies);
		let seen: readonly Voice[] = [];
		const counting = rig.context.countVoices;
		rig.context.countVoices = (tree, pools, period, voices) => {
			seen = voices;
			return counting(tree, pools, period, voices);
		};
		await closeRound(rig.context, ROUND);
		expect(seen).toEqual([{ ...CALM, poolId: 'a' }]);
	});
});
