/** Seasons, rounds, ballots and the inbox of sealed voices. No column here holds a time, a sequence or an address (DESIGN sections 2 and 3). */
import { date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';
import { person } from './organisation.ts';

export const season = pgTable('season', {
	/** Named by its first period. */
	seasonId: text('season_id').primaryKey(),
	firstPeriod: text('first_period').notNull(),
	lastPeriod: text('last_period').notNull(),
	/** Canonical JSON of the public key list; its hash stands in the ledger. */
	keyList: text('key_list').notNull(),
	keyListHash: text('key_list_hash').notNull(),
});

/** Head-counts, frozen for the season. */
export const seasonUnit = pgTable(
	'season_unit',
	{
		seasonId: text('season_id')
			.notNull()
			.references(() => season.seasonId),
		unitId: text('unit_id').notNull(),
		parentId: text('parent_id'),
		name: text('name').notNull(),
		position: integer('position').notNull(),
		eligible: integer('eligible').notNull(),
	},
	(t) => [primaryKey({ columns: [t.seasonId, t.unitId] })],
);

/** Who counts in which pool this season; everyone may see their own pool's list. */
export const seasonPerson = pgTable(
	'season_person',
	{
		seasonId: text('season_id')
			.notNull()
			.references(() => season.seasonId),
		personId: text('person_id')
			.notNull()
			.references(() => person.personId),
		/** Unit id of the pool; null where nothing is open: such a person has no ballot. */
		poolId: text('pool_id'),
	},
	(t) => [primaryKey({ columns: [t.seasonId, t.personId] })],
);

export const round = pgTable(
	'round',
	{
		roundId: text('round_id').primaryKey(),
		purpose: text('purpose', { enum: ['pulse'] }).notNull(),
		seasonId: text('season_id')
			.notNull()
			.references(() => season.seasonId),
		period: text('period').notNull(),
		opens: date('opens').notNull(),
		closes: date('closes').notNull(),
		/** `restored`: came back without its keys, waits for successors before anything else. */
		state: text('state', {
			enum: ['planned', 'open', 'closing', 'released', 'restored'],
		}).notNull(),
	},
	(t) => [index('round_state').on(t.state)],
);

/** That a person fetched their ballot for a round, never whether it was used. The hash makes re-issue idempotent. */
export const ballotIssue = pgTable(
	'ballot_issue',
	{
		roundId: text('round_id')
			.notNull()
			.references(() => round.roundId),
		personId: text('person_id')
			.notNull()
			.references(() => person.personId),
		requestHash: text('request_hash').notNull(),
	},
	(t) => [primaryKey({ columns: [t.roundId, t.personId] })],
);

/** Sealed voices and dummies, told apart by nobody before the close. */
export const inbox = pgTable(
	'inbox',
	{
		roundId: text('round_id')
			.notNull()
			.references(() => round.roundId),
		/** base64url(SHA-256(public key)); random for a dummy. */
		serial: text('serial').notNull(),
		version: integer('version').notNull(),
		poolId: text('pool_id').notNull(),
		/** HPKE encapsulated key followed by the ciphertext: one fixed length. */
		seal: bytea('seal').notNull(),
	},
	(t) => [primaryKey({ columns: [t.roundId, t.serial, t.version] })],
);
