/** The attacker has the table of fetched ballots at every moment and looks for who fetched what when: a ballot that is fetched for one period only, or as that period opens, would tell who is about to answer. */
import { expect, it } from 'vitest';
import { firstDayAfter } from '#contracts/periods.ts';
import { AHEAD_DAYS } from '#contracts/policy.ts';
import { sha256hex } from '#server/db/ledger.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { makeDevice, startServer } from '../integration/backup-rig.ts';
import { makeRig, sharedKeys, VOICE } from '../integration/voices-rig.ts';
import { runDueWork } from '#server/voices/run-due-work.ts';

const SEASON = ['2026-11', '2026-12', '2027-01', '2027-02'].map((period) => `pulse:${period}`);
const NEXT = ['2027-03', '2027-04', '2027-05', '2027-06'].map((period) => `pulse:${period}`);

it('finds all coming rounds fetched at once, those of the next season a week before it opens, and nothing in the visit of the answer', async () => {
	const rig = await makeRig();
	const server = startServer(rig.db, { keyDir: rig.folder, now: () => rig.clock.now });
	const work = () => runDueWork(server.context, { makeKeys: sharedKeys() });
	const fetched = async (): Promise<Record<string, string[]>> => {
		const { rows } = await rig.pool.query<{ who: string; round: string }>(
			`select person_id as who, round_id as round from ballot_issue order by 1, 2`,
		);
		const of: Record<string, string[]> = {};
		for (const { who, round } of rows) (of[who] ??= []).push(round);
		return of;
	};
	const early = makeDevice('a-0');
	const late = makeDevice('b-0');
	await early.visit(server);
	expect(await fetched()).toEqual({ 'a-0': SEASON });

	// Until a week before the season ends nothing of the next one exists; then it is announced, frozen, its keys published.
	const end = Date.parse(`${firstDayAfter('2027-02')}T09:00:00Z`);
	rig.clock.now = new Date(end - (AHEAD_DAYS + 1) * 86_400_000);
	expect((await work()).season).toBeNull();
	expect((await early.visit(server)).status).toBe('ready');
	expect(await fetched()).toEqual({ 'a-0': SEASON });
	rig.clock.now = new Date(end - AHEAD_DAYS * 86_400_000);
	expect((await work()).season).toBe('2027-03');
	expect((await work()).season).toBeNull();
	expect(verifyLedger(await rig.ledger(), sha256hex).faults).toEqual([]);

	// Both answer nothing; one visit each in that week.
	expect((await early.visit(server)).status).toBe('ready');
	expect((await late.visit(server)).status).toBe('ready');
	const ahead = await fetched();
	expect(ahead).toEqual({ 'a-0': [...SEASON, ...NEXT], 'b-0': ['pulse:2027-02', ...NEXT] });

	// Should the last round of the old season stay open for a while (a restore), one answers in the new one.
	await rig.pool.query(`update round set state = 'open' where round_id = 'pulse:2027-03'`);
	expect(await early.visit(server)).toMatchObject({ status: 'ready', publishedOn: '2027-04-01' });

	// The first period of the new season: who answers fetches nothing.
	rig.clock.now = new Date(end + 3_600_000);
	expect(await work()).toMatchObject({ closed: ['pulse:2027-02'], failures: [] });
	const ready = await late.visit(server);
	if (ready.status !== 'ready') throw new Error(ready.status);
	expect(ready.publishedOn).toBe('2027-04-01');
	const sent = await ready.contribute(VOICE);
	expect(sent.ok && (await sent.value.sent)).toBe('arrived');
	expect(await fetched()).toEqual(ahead);
	expect(await rig.inbox('pulse:2027-03')).toHaveLength(8);
	expect(verifyLedger(await rig.ledger(), sha256hex).faults).toEqual([]);
});
