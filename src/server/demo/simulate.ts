/** Plays the devices of simulated people for one period: each text is read by the engine, and its voice goes the whole way of a real one. */
import { finishBallot, requestBallot } from '#client/ballots.ts';
import { sealVoice } from '#client/seal.ts';
import type { Result } from '#contracts/errors.ts';
import { keyListSchema, type KeyList, type RoundKeys } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import { runningSeason, poolsOfPeople, roundsInState } from '../db/voices.ts';
import { issueBallots } from '../voices/issue-ballots.ts';
import type { Voices } from '../voices/start-voices.ts';
import type { Chance } from './chance.ts';
import type { CheckIns } from './check-in-texts.ts';
import { createFastBlinder } from './fast-blinder.ts';
import type { DemoPerson } from './organisation.ts';
import { moodOf, withLevel } from './stories.ts';

export type SimulatedPerson = DemoPerson & {
	personId: string;
	/** How readily they speak well: see `withLevel`. */
	level: number;
	/** Probability of answering in an ordinary month. */
	rate: number;
};

export type World = {
	voices: Voices;
	people: readonly SimulatedPerson[];
	habits: ReadonlyMap<string, number[]>;
	checkIns: CheckIns;
	chance: Chance;
};

/** Devices played side by side. */
const AT_ONCE = 40;
const blinder = createFastBlinder();

function assertKept(result: Result<null>): void {
	if (!result.ok) throw new Error(`a simulated voice was not kept: ${result.code}`);
}

/** A level and a rate for each; those whom a link leads to are left to the visitor. */
export function simulatedPeople(
	people: readonly DemoPerson[],
	idOf: ReadonlyMap<string, string>,
	chance: Chance,
): SimulatedPerson[] {
	return people
		.map((person) => ({
			...person,
			level: 0.5 * chance.normal(),
			rate: Math.min(0.97, Math.max(0.3, 0.74 + 0.14 * chance.normal())),
			personId: idOf.get(person.mail)!,
		}))
		.filter((person) => !people.find((one) => one.mail === person.mail)?.personId);
}

/**
 * One period of the open round.
 * @param month 1 to 18, for the stories. @param share of those who would answer that already have.
 * @returns how many voices were acknowledged. @throws if one was not: a bug.
 */
export async function playPeriod(world: World, month: number, share = 1): Promise<number> {
	const { voices, people, chance } = world;
	const [open] = await roundsInState(voices.context.db, 'open');
	const season = await runningSeason(voices.context.db);
	const keyList: KeyList = keyListSchema.parse(JSON.parse(season!.keyList));
	const keys = keyList.rounds.find(({ round }) => round === open!.roundId)!;
	const pools = await poolsOfPeople(voices.context.db, season!.seasonId);
	const answering = people
		.filter(({ personId }) => pools.has(personId))
		.filter(({ rate }) => chance.uniform() < rate * share)
		.map((person) => ({ person, voice: drawVoice(world, person, month) }));
	const acknowledged: Promise<unknown>[] = [];
	for (let at = 0; at < answering.length; at += AT_ONCE) {
		const bodies = await Promise.all(
			answering
				.slice(at, at + AT_ONCE)
				.map(({ person, voice }) => playDevice(voices, { keys, pools }, person.personId, voice)),
		);
		acknowledged.push(...bodies.map((body) => voices.submit(Buffer.from(body)).then(assertKept)));
	}
	// The posts reach the batcher within a turn or two: what comes after a flush goes with the next.
	let waiting = true;
	const all = Promise.all(acknowledged).finally(() => (waiting = false));
	while (waiting) {
		await new Promise((resolve) => setImmediate(resolve));
		await voices.flush();
	}
	await all;
	return answering.length;
}

function drawVoice(world: World, person: SimulatedPerson, month: number): Voice {
	const mood = moodOf(person.unitId, month, world.habits);
	return world.checkIns.draw(person.lang, mood, withLevel(mood, person.level), world.chance);
}

/** The envelope of one device: ballot asked for, signed blindly, unblinded; voice sealed and signed. */
async function playDevice(
	voices: Voices,
	{ keys, pools }: { keys: RoundKeys; pools: ReadonlyMap<string, string> },
	personId: string,
	voice: Voice,
): Promise<string> {
	const { round, purpose, sealKey } = keys;
	const pool = pools.get(personId)!;
	const poolKey = keys.pools[pool]!;
	const request = await requestBallot(poolKey, blinder);
	const asked = [{ round, blinded: request.blinded }];
	const [issued] = await issueBallots(voices.context, personId, asked);
	if (!issued?.ok) throw new Error(`no ballot for a simulated person: ${issued?.code}`);
	const ballot = await finishBallot(request, poolKey, issued.value.signature, blinder);
	const { serial, privateKey } = request;
	return sealVoice(
		voice,
		{ purpose, round, pool, serial, ballot: ballot!, privateKey },
		sealKey,
		1,
	);
}
