/** Loads the demonstration: one unit of work that leaves either Rivage with its eighteen months, or something the next start clears away. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { firstDay, firstDayAfter, periodAt, previousPeriod } from '#contracts/periods.ts';
import { MIN_K, SEASON_PERIODS } from '#contracts/policy.ts';
import { martsPath, rebuildMarts } from '../analytics/marts.ts';
import { countVoices } from '../analytics/stage-voices.ts';
import { findSignedIn, type SignedIn } from '../auth/signed-in.ts';
import type { Config } from '../config.ts';
import type { OpenDatabase } from '../db/database.ts';
import { readLedger } from '../db/ledger.ts';
import { runMigrations } from '../db/migrate.ts';
import { findOrganisation, updateOrganisation } from '../db/organisation.ts';
import { listPeople, listRoles } from '../db/people.ts';
import { dropEverything } from '../db/reset.ts';
import { approveDecision } from '../services/approve-decision.ts';
import type { ServiceContext } from '../services/context.ts';
import { importPeople } from '../services/import-people.ts';
import { importUnits } from '../services/import-units.ts';
import { proposeDecision } from '../services/propose-decision.ts';
import { setUp } from '../services/set-up.ts';
import type { VoiceContext } from '../voices/context.ts';
import { createKeyStore } from '../voices/key-store.ts';
import { openSeason } from '../voices/open-season.ts';
import { runDueWork } from '../voices/run-due-work.ts';
import { startVoices } from '../voices/start-voices.ts';
import { createChance } from './chance.ts';
import { loadCheckIns } from './check-in-texts.ts';
import { startKeyMill, type KeyMill } from './key-mill.ts';
import { MAIL_DOMAIN, NAME, UNITS, makePeople, type DemoPerson } from './organisation.ts';
import { playPeriod, simulatedPeople, type World } from './simulate.ts';
import { makeHabits } from './stories.ts';

/** Monthly periods, the current one included. */
export const PERIODS = 18;
/** Of those who will answer in the current month, how many already have. */
const SO_FAR = 0.6;
/** Pools that the tree gives, to know how many keys to grow. */
export const POOLS = 19;
const SEED = 20_261_124;

export type DemoState = 'empty' | 'loaded' | 'interrupted' | 'foreign';

/** What the database holds; `foreign`: a real organisation, never to be touched. */
export async function demoState({ db }: Pick<OpenDatabase, 'db'>): Promise<DemoState> {
	const organisation = await findOrganisation(db);
	if (!organisation) return 'empty';
	if (organisation.demo) return 'loaded';
	const ours = (await listPeople(db)).every(({ mail }) => mail?.endsWith(`@${MAIL_DOMAIN}`));
	return organisation.name === NAME && ours ? 'interrupted' : 'foreign';
}

/** Clears a demonstration away, with its keys and its analytic tables. */
export async function clearDemo(
	database: Pick<OpenDatabase, 'pool'>,
	config: Pick<Config, 'keyDir' | 'dataDir'>,
): Promise<void> {
	const keys = createKeyStore(config.keyDir);
	for (const roundId of await keys.list()) await keys.destroy(roundId);
	rmSync(martsPath(config.dataDir), { force: true });
	await dropEverything(database.pool);
	await runMigrations(database.pool);
}

/**
 * Into an empty, migrated database: everything by the services that real organisations use, under a clock that is
 * moved. The organisation is marked as a demonstration by the last write: until then the load counts as interrupted.
 * @param tell called after each month, for whoever waits.
 * @param periods fewer than eighteen for tests.
 */
export async function loadDemo(
	database: Pick<OpenDatabase, 'db'>,
	config: Pick<Config, 'keyDir' | 'dataDir'>,
	now: Date,
	tell: (done: number, total: number) => void = () => {},
	periods = PERIODS,
): Promise<void> {
	const { db } = database;
	const rounds = Math.ceil(periods / SEASON_PERIODS) * SEASON_PERIODS;
	const mill = startKeyMill(rounds * POOLS);
	try {
		const clock = { now: new Date(`${firstDay(firstPeriod(now, periods))}T08:00:00Z`) };
		const services: ServiceContext = { db, now: () => clock.now, newId };
		const people = makePeople(SEED);
		const idOf = await foundOrganisation(services, people);
		const voices = startVoices({
			db,
			keyDir: config.keyDir,
			batchEvery: 0,
			countVoices,
			// Once, at the end: nobody looks meanwhile.
			rebuildMarts: async () => {},
			now: () => clock.now,
		});
		keepKeysAtHand(voices.context);
		const chance = createChance(SEED + 1);
		const world: World = {
			voices,
			people: simulatedPeople(people, idOf, chance),
			habits: makeHabits(chance),
			checkIns: loadCheckIns(),
			chance,
		};
		expectOk(await openSeason(voices.context, mill.makeKeys));
		for (let month = 1; month < periods; month++) {
			await playPeriod(world, month);
			await endPeriod(world, clock, mill);
			tell(month, periods);
		}
		await playPeriod(world, periods, SO_FAR);
		await voices.stop();
		await rebuildMarts(martsPath(config.dataDir), await readLedger(db));
		await updateOrganisation(db, { demo: true });
		tell(periods, periods);
	} finally {
		mill.stop();
	}
}

/** Some 4,000 ballots are signed in a minute by one process that then ends: their keys are read from their files once. */
function keepKeysAtHand(context: VoiceContext): void {
	const { ballotKey } = context.keys;
	const kept = new Map<string, ReturnType<typeof ballotKey>>();
	context.keys.ballotKey = (roundId, poolId) => {
		const name = `${roundId} ${poolId}`;
		const found = kept.get(name) ?? ballotKey(roundId, poolId);
		kept.set(name, found);
		return found;
	};
}

function firstPeriod(now: Date, periods: number): string {
	let period = periodAt('month', now.toISOString().slice(0, 10));
	for (let i = 1; i < periods; i++) period = previousPeriod(period);
	return period;
}

/** Moves the clock to the first day of the next period and does what is due then. */
async function endPeriod(world: World, clock: { now: Date }, mill: KeyMill): Promise<void> {
	const period = periodAt('month', clock.now.toISOString().slice(0, 10));
	clock.now = new Date(`${firstDayAfter(period)}T08:00:00Z`);
	const done = await runDueWork(world.voices.context, { makeKeys: mill.makeKeys });
	if (done.closed.length !== 1 || done.failures.length > 0)
		throw new Error(`a demonstration period did not close: ${done.failures.join()}`);
}

/** Set-up, tree, people, and k lowered by both sides before the first season. @returns person ids by mail. */
async function foundOrganisation(
	services: ServiceContext,
	people: readonly DemoPerson[],
): Promise<Map<string, string>> {
	const administrator = people.find(({ roles }) => roles.includes('administrator'))!;
	const { name, mail } = administrator;
	const input = { organisation: NAME, lang: 'fr' as const, name, mail, code: '' };
	expectOk(await setUp({ ...services, newId: () => administrator.personId! }, input, () => true));
	expectOk(await importUnits(services, csv(unitRows()), { dryRun: false }));
	// People whom a link leads to are found by their id; importing gives ids in the file's order.
	const ids = people.filter((one) => one !== administrator).map((one) => one.personId ?? newId());
	const naming = { ...services, newId: () => ids.shift() ?? newId() };
	const imported = expectOk(await importPeople(naming, csv(peopleRows(people)), { dryRun: false }));
	if (!imported.applied) throw new Error(`demonstration people: ${imported.refused[0]?.code}`);
	await lowerK(services);
	return new Map((await listPeople(services.db)).map((person) => [person.mail!, person.personId]));
}

async function lowerK(services: ServiceContext): Promise<void> {
	const roles = await listRoles(services.db);
	const memberOf = async (side: 'hr' | 'staff'): Promise<SignedIn> => {
		const members = roles.filter((grant) => grant.side === side && grant.unitId === null);
		const { personId } = members.sort((a, b) => (a.personId < b.personId ? -1 : 1))[0]!;
		return (await findSignedIn(services.db, personId))!;
	};
	const proposal = { kind: 'set-k' as const, k: MIN_K };
	const proposed = expectOk(await proposeDecision(services, await memberOf('hr'), proposal));
	const approved = await approveDecision(services, await memberOf('staff'), proposed.decisionId);
	if (!expectOk(approved).adopted) throw new Error('the decision of both sides was not adopted');
}

const unitRows = (): string[][] => [
	['unit_id', 'parent_id', 'name'],
	...UNITS.map(({ unitId, parentId, name }) => [unitId, parentId ?? '', name]),
];

const peopleRows = (people: readonly DemoPerson[]): string[][] => [
	['mail', 'name', 'unit_id', 'lang', 'role', 'side', 'scope'],
	...people.map(({ mail, name, unitId, lang, roles, side, scope }) => [
		mail,
		name,
		unitId,
		lang,
		roles.join('|'),
		side ?? '',
		scope ?? '',
	]),
];

/** No value of ours holds a comma or a quote. */
const csv = (rows: string[][]): string => rows.map((row) => row.join(',')).join('\n');
const newId = (): string => randomBytes(16).toString('base64url');

function expectOk<T>(result: { ok: true; value: T } | { ok: false; code: string }): T {
	if (!result.ok) throw new Error(`the demonstration could not be loaded: ${result.code}`);
	return result.value;
}
