/** Queries on seasons, their people and their rounds: what the anonymous-voice services need, and nothing that joins a person to a voice. */
import { and, asc, desc, eq, inArray, isNotNull, ne, notExists, sql } from 'drizzle-orm';
import type { Unit } from '#contracts/cells.ts';
import type { Successor } from '#release/entries.ts';
import type { Queryable } from './database.ts';
import {
	ballotIssue,
	ledger,
	organisation,
	person,
	round,
	season,
	seasonPerson,
	seasonUnit,
	unit,
} from './schema/index.ts';
import { slices } from './slices.ts';

export type SeasonRow = typeof season.$inferSelect;
export type RoundRow = typeof round.$inferSelect;
export type RoundState = RoundRow['state'];
export type FrozenUnit = Unit & { position: number };

/** k, plan and kind of period in force, or null before the first run. */
export async function readPolicy(db: Queryable) {
	const { k, plan, periodKind, demo } = organisation;
	const [row] = await db.select({ k, plan, periodKind, demo }).from(organisation);
	return row ?? null;
}

/** Every unit with the number of its own active people, and those people. */
export async function countHeads(
	db: Queryable,
): Promise<{ units: FrozenUnit[]; people: { personId: string; unitId: string }[] }> {
	const units = await db.select().from(unit).orderBy(asc(unit.unitId));
	const people = await db
		.select({ personId: person.personId, unitId: person.unitId })
		.from(person)
		.where(eq(person.active, true))
		.orderBy(asc(person.personId));
	const heads = new Map<string, number>();
	for (const { unitId } of people) heads.set(unitId, (heads.get(unitId) ?? 0) + 1);
	return {
		units: units.map((row) => ({ ...row, eligible: heads.get(row.unitId) ?? 0 })),
		people,
	};
}

/** The last seasons that were opened, latest first. */
export function lastSeasons(db: Queryable, count: number): Promise<SeasonRow[]> {
	// Seasons follow one another, so the last to open is the one whose rounds close last.
	const closes = sql`(select max(${round.closes}) from ${round} where ${round.seasonId} = ${season.seasonId})`;
	return db.select().from(season).orderBy(desc(closes)).limit(count);
}

/** The season that was opened last, or null. */
export async function lastSeason(db: Queryable): Promise<SeasonRow | null> {
	return (await lastSeasons(db, 1))[0] ?? null;
}

/** Seasons with a round that is not in the ledger yet, the running one first, then one announced ahead; where none runs, the last. */
export async function liveSeasons(db: Queryable): Promise<SeasonRow[]> {
	const opens = sql`(select min(${round.opens}) from ${round} where ${round.seasonId} = ${season.seasonId})`;
	const live = await db
		.select()
		.from(season)
		.where(
			sql`exists (select 1 from ${round} where ${round.seasonId} = ${season.seasonId} and ${round.state} <> 'released')`,
		)
		.orderBy(asc(opens));
	return live.length > 0 ? live : lastSeasons(db, 1);
}

/** The season that runs, or ran last; never one that is only announced. */
export async function runningSeason(db: Queryable): Promise<SeasonRow | null> {
	return (await liveSeasons(db))[0] ?? null;
}

/** Writes a season whole: frozen units and people, its rounds as planned. */
export async function insertSeason(
	tx: Queryable,
	made: {
		season: SeasonRow;
		units: FrozenUnit[];
		people: { personId: string; poolId: string | null }[];
		rounds: RoundRow[];
	},
): Promise<void> {
	const { seasonId } = made.season;
	await tx.insert(season).values(made.season);
	for (const some of slices(made.units))
		await tx.insert(seasonUnit).values(some.map((row) => ({ seasonId, ...row })));
	for (const some of slices(made.people))
		await tx.insert(seasonPerson).values(some.map((row) => ({ seasonId, ...row })));
	await tx.insert(round).values(made.rounds);
}

export async function readSeason(db: Queryable, seasonId: string): Promise<SeasonRow | null> {
	const [row] = await db.select().from(season).where(eq(season.seasonId, seasonId));
	return row ?? null;
}

/** Frozen units of a season. */
export function seasonUnits(db: Queryable, seasonId: string): Promise<FrozenUnit[]> {
	const { unitId, parentId, name, position, eligible } = seasonUnit;
	return db
		.select({ unitId, parentId, name, position, eligible })
		.from(seasonUnit)
		.where(eq(seasonUnit.seasonId, seasonId))
		.orderBy(asc(unitId));
}

/** Pool of a person in a season; undefined if the person was not counted, null where nothing is open. */
export async function poolOfPerson(db: Queryable, seasonId: string, personId: string) {
	const [row] = await db
		.select({ poolId: seasonPerson.poolId })
		.from(seasonPerson)
		.where(and(eq(seasonPerson.seasonId, seasonId), eq(seasonPerson.personId, personId)));
	return row?.poolId;
}

export type BallotPlace = { roundId: string; state: RoundState; poolId: string | null };

/**
 * People of a season who have a pool and have fetched no ballot for a round that is still to be answered,
 * those of `poolId` first, then by id.
 */
export async function peopleWithoutBallots(
	db: Queryable,
	seasonId: string,
	poolId: string | null,
): Promise<string[]> {
	const coming = db
		.select({ one: sql`1` })
		.from(ballotIssue)
		.innerJoin(round, eq(round.roundId, ballotIssue.roundId))
		.where(
			and(
				eq(ballotIssue.personId, seasonPerson.personId),
				eq(round.seasonId, seasonId),
				inArray(round.state, ['planned', 'open']),
			),
		);
	const rows = await db
		.select({ personId: seasonPerson.personId })
		.from(seasonPerson)
		.where(
			and(eq(seasonPerson.seasonId, seasonId), isNotNull(seasonPerson.poolId), notExists(coming)),
		)
		.orderBy(desc(sql`${seasonPerson.poolId} = ${poolId ?? ''}`), asc(seasonPerson.personId));
	return rows.map(({ personId }) => personId);
}

/** Those of the rounds that exist, with the person's pool in each; null where they have none. */
export function placesOfPerson(
	db: Queryable,
	personId: string,
	roundIds: string[],
): Promise<BallotPlace[]> {
	return db
		.select({ roundId: round.roundId, state: round.state, poolId: seasonPerson.poolId })
		.from(round)
		.leftJoin(
			seasonPerson,
			and(eq(seasonPerson.seasonId, round.seasonId), eq(seasonPerson.personId, personId)),
		)
		.where(inArray(round.roundId, roundIds));
}

/** Pool by person, for everyone who has one. */
export async function poolsOfPeople(db: Queryable, seasonId: string): Promise<Map<string, string>> {
	const rows = await db
		.select({ personId: seasonPerson.personId, poolId: seasonPerson.poolId })
		.from(seasonPerson)
		.where(eq(seasonPerson.seasonId, seasonId));
	return new Map(rows.flatMap(({ personId, poolId }) => (poolId ? [[personId, poolId]] : [])));
}

/** Names of the people of a pool, in alphabetical order. */
export async function peopleOfPool(db: Queryable, seasonId: string, poolId: string) {
	const rows = await db
		.select({ name: person.name })
		.from(seasonPerson)
		.innerJoin(person, eq(person.personId, seasonPerson.personId))
		.where(and(eq(seasonPerson.seasonId, seasonId), eq(seasonPerson.poolId, poolId)))
		.orderBy(asc(person.name));
	return rows.map((row) => row.name);
}

/** People a pool of a season. */
export async function poolSizes(db: Queryable, seasonId: string): Promise<Map<string, number>> {
	const rows = await db
		.select({ poolId: seasonPerson.poolId, people: sql<number>`count(*)::int` })
		.from(seasonPerson)
		.where(and(eq(seasonPerson.seasonId, seasonId), sql`${seasonPerson.poolId} is not null`))
		.groupBy(seasonPerson.poolId);
	return new Map(rows.map((row) => [row.poolId!, row.people]));
}

export async function readRound(db: Queryable, roundId: string): Promise<RoundRow | null> {
	const [row] = await db.select().from(round).where(eq(round.roundId, roundId));
	return row ?? null;
}

export function roundsOfSeason(db: Queryable, seasonId: string): Promise<RoundRow[]> {
	return db.select().from(round).where(eq(round.seasonId, seasonId)).orderBy(asc(round.opens));
}

export function roundsInState(db: Queryable, ...states: RoundState[]): Promise<RoundRow[]> {
	return db.select().from(round).where(inArray(round.state, states)).orderBy(asc(round.opens));
}

export async function anyRoundUnreleased(db: Queryable): Promise<boolean> {
	const [row] = await db
		.select({ roundId: round.roundId })
		.from(round)
		.where(ne(round.state, 'released'))
		.limit(1);
	return row !== undefined;
}

/** Rounds that are not in the ledger yet, in the order in which they open. */
export function unreleasedRounds(db: Queryable): Promise<RoundRow[]> {
	return db.select().from(round).where(ne(round.state, 'released')).orderBy(asc(round.opens));
}

/** Moves a round on if it is in state `from`; waits for batches that hold it. @returns whether it was. */
export async function moveRound(
	tx: Queryable,
	roundId: string,
	from: RoundState,
	to: RoundState,
): Promise<boolean> {
	const moved = await tx
		.update(round)
		.set({ state: to })
		.where(and(eq(round.roundId, roundId), eq(round.state, from)))
		.returning({ roundId: round.roundId });
	return moved.length === 1;
}

/** What is not published came back without its keys: it waits for new ones. @param roundIds all, if not given. */
export async function markRestored(tx: Queryable, roundIds?: string[]): Promise<void> {
	const unreleased = ne(round.state, 'released');
	await tx
		.update(round)
		.set({ state: 'restored' })
		.where(roundIds ? and(unreleased, inArray(round.roundId, roundIds)) : unreleased);
}

/** A restored round runs again. */
export async function reviveRound(
	tx: Queryable,
	roundId: string,
	change: { state: 'planned' | 'open'; closes: string },
): Promise<void> {
	await tx
		.update(round)
		.set(change)
		.where(and(eq(round.roundId, roundId), eq(round.state, 'restored')));
}

export async function replaceKeyList(
	tx: Queryable,
	seasonId: string,
	change: Pick<SeasonRow, 'keyList' | 'keyListHash'>,
): Promise<void> {
	await tx.update(season).set(change).where(eq(season.seasonId, seasonId));
}

/** Hash of the key list that holds a round, or null where there is no such round. */
export async function keyListHashOf(db: Queryable, roundId: string): Promise<string | null> {
	const [row] = await db
		.select({ hash: season.keyListHash })
		.from(round)
		.innerJoin(season, eq(season.seasonId, round.seasonId))
		.where(eq(round.roundId, roundId));
	return row?.hash ?? null;
}

/** Payloads of the ledger's entries about successor keys, oldest first. */
export async function successorEntries(db: Queryable): Promise<Successor[]> {
	const rows = await db
		.select({ payload: ledger.payload })
		.from(ledger)
		.where(eq(ledger.kind, 'successor'))
		.orderBy(asc(ledger.seq));
	return rows.map(({ payload }) => JSON.parse(payload) as Successor);
}

/** Payload of the ledger's entry that froze a season, parsed; null if it is not there. */
export async function seasonEntry(db: Queryable, seasonId: string): Promise<unknown> {
	const rows = await db
		.select({ payload: ledger.payload })
		.from(ledger)
		.where(eq(ledger.kind, 'season'))
		.orderBy(desc(ledger.seq));
	for (const { payload } of rows) {
		const parsed = JSON.parse(payload) as { season?: unknown };
		if (parsed.season === seasonId) return parsed;
	}
	return null;
}
