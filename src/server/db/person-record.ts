/** Everything the database holds about one person, table by table; tests/integration/person.test.ts holds that no table with a person in it is forgotten. */
import { asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { findJournal } from './journal.ts';
import { session, user } from './schema/auth.ts';
import { journal } from './schema/journal.ts';
import { decisionApproval, person, roleGrant } from './schema/organisation.ts';
import { ballotIssue, seasonPerson } from './schema/rounds.ts';

/** Active or gone; `mail` in any case. */
export async function findAnyPersonByMail(db: Queryable, mail: string) {
	const [row] = await db
		.select()
		.from(person)
		.where(eq(sql`lower(${person.mail})`, mail.toLowerCase()))
		.limit(1);
	return row ?? null;
}

/** Secrets are left out: hashes of sign-in tokens, and of the blinded request of a ballot. */
export async function readPersonRecord(db: Queryable, personId: string) {
	const [account] = await db.select().from(person).where(eq(person.personId, personId));
	if (!account) return null;
	const roles = await db.select().from(roleGrant).where(eq(roleGrant.personId, personId));
	const seasons = await db
		.select({ season: seasonPerson.seasonId, pool: seasonPerson.poolId })
		.from(seasonPerson)
		.where(eq(seasonPerson.personId, personId))
		.orderBy(asc(seasonPerson.seasonId));
	const ballots = await db
		.select({ round: ballotIssue.roundId })
		.from(ballotIssue)
		.where(eq(ballotIssue.personId, personId))
		.orderBy(asc(ballotIssue.roundId));
	const approvals = await db
		.select()
		.from(decisionApproval)
		.where(eq(decisionApproval.personId, personId));
	const [signIn] = await db.select().from(user).where(eq(user.id, personId));
	const sessions = await db
		.select({ createdOn: session.createdAt, expiresOn: session.expiresAt })
		.from(session)
		.where(eq(session.userId, personId));
	const kept = await findJournal(db, personId);
	const day = (date: Date): string => date.toISOString().slice(0, 10);
	return {
		account,
		roles: roles.map(({ role, side, unitId }) => ({ role, side, scope: unitId })),
		/** Where this person was counted; the list of a pool is shown to its own members. */
		seasons,
		/** Rounds for which a ballot was fetched, which the page does by itself: not whether it was used. */
		ballotsFetched: ballots.map(({ round }) => round),
		/** Open acts of committee members. */
		approvals: approvals.map(({ decisionId, side, approvedOn }) => ({
			decisionId,
			side,
			approvedOn,
		})),
		signIn: signIn ? { mail: signIn.email, since: day(signIn.createdAt) } : null,
		/** A journal they keep here, sealed: its size, week and ways of opening are all that can be told of it. */
		journal: kept && {
			sealedBytes: kept.sealed.length,
			week: kept.week,
			openedBy: kept.slots.map(({ method }) => method),
		},
		sessions: sessions.map(({ createdOn, expiresOn }) => ({
			createdOn: day(createdOn),
			expiresOn: day(expiresOn),
		})),
	};
}
export type PersonRecord = NonNullable<Awaited<ReturnType<typeof readPersonRecord>>>;

/**
 * Erases what can be: name, address, language, roles, sign-in, journal, membership of past seasons. What stays until the season
 * ends is a random id in the frozen pool and on fetched ballots, so that no second ballot can be had; and the id, without a
 * name, on approvals of decisions.
 * @param seasons whose frozen lists must stay whole; empty where none runs.
 */
export async function erasePersonRecord(
	tx: Queryable,
	personId: string,
	seasons: readonly string[],
): Promise<void> {
	const kept = sql`array[${sql.join(
		seasons.map((season) => sql`${season}`),
		sql`, `,
	)}]::text[]`;
	await tx.delete(user).where(eq(user.id, personId));
	await tx.delete(journal).where(eq(journal.personId, personId));
	await tx.delete(roleGrant).where(eq(roleGrant.personId, personId));
	await tx
		.delete(seasonPerson)
		.where(
			sql`${seasonPerson.personId} = ${personId} and not ${seasonPerson.seasonId} = any(${kept})`,
		);
	await tx.delete(ballotIssue).where(
		sql`${ballotIssue.personId} = ${personId} and ${ballotIssue.roundId} in
			(select round_id from round where not season_id = any(${kept}))`,
	);
	await tx
		.update(person)
		.set({ name: ERASED, mail: null, lang: null, active: false, unitId: rootUnit })
		.where(eq(person.personId, personId));
	await tx.delete(person).where(
		sql`${person.personId} = ${personId}
			and not exists (select 1 from season_person s where s.person_id = ${personId})
			and not exists (select 1 from ballot_issue b where b.person_id = ${personId})
			and not exists (select 1 from decision_approval d where d.person_id = ${personId})`,
	);
}

/** Ids of people erased before, of whom the season then running kept an id. */
export async function erasedBefore(db: Queryable): Promise<string[]> {
	const rows = await db
		.select({ personId: person.personId })
		.from(person)
		.where(sql`${person.name} = ${ERASED} and ${person.mail} is null and not ${person.active}`);
	return rows.map(({ personId }) => personId);
}

/** In place of a name: the same for all, in no language. */
export const ERASED = '—';
/** So that the unit one worked in is not kept either. */
const rootUnit = sql`(select unit_id from unit where parent_id is null)`;
