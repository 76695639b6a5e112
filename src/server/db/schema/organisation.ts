/** Who works where and may do what. Kept apart from everything that carries an answer. */
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	foreignKey,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Plan } from '#contracts/cells.ts';
import { LANGS, PERIOD_KINDS, ROLES, SIDES } from '#contracts/ids.ts';

/** One row: this installation's organisation. */
export const organisation = pgTable(
	'organisation',
	{
		id: integer('id').primaryKey().default(1),
		name: text('name').notNull(),
		lang: text('lang', { enum: LANGS }).notNull(),
		k: integer('k').notNull(),
		periodKind: text('period_kind', { enum: PERIOD_KINDS }).notNull(),
		plan: jsonb('plan').$type<Plan>().notNull(),
		demo: boolean('demo').notNull().default(false),
		/** Staff representatives' address, to which the ledger's head is mailed; null: not mailed. */
		anchorMail: text('anchor_mail'),
		/** Brought back from a backup, and the ledger does not say so yet. */
		restored: boolean('restored').notNull().default(false),
	},
	(t) => [
		check('organisation_single', sql`${t.id} = 1`),
		check('organisation_k', sql`${t.k} >= 5`),
	],
);

export const unit = pgTable(
	'unit',
	{
		unitId: text('unit_id').primaryKey(),
		parentId: text('parent_id'),
		name: text('name').notNull(),
		/** The organisation's own order; screens never sort by value. */
		position: integer('position').notNull(),
	},
	(t) => [foreignKey({ columns: [t.parentId], foreignColumns: [t.unitId] }).onUpdate('cascade')],
);

export const person = pgTable(
	'person',
	{
		/** Random; also the id of the sign-in user. */
		personId: text('person_id').primaryKey(),
		/** Null for people without mail. */
		mail: text('mail'),
		name: text('name').notNull(),
		unitId: text('unit_id')
			.notNull()
			.references(() => unit.unitId, { onUpdate: 'cascade' }),
		lang: text('lang', { enum: LANGS }),
		active: boolean('active').notNull().default(true),
	},
	(t) => [uniqueIndex('person_mail').on(sql`lower(${t.mail})`)],
);

export const roleGrant = pgTable(
	'role_grant',
	{
		personId: text('person_id')
			.notNull()
			.references(() => person.personId),
		role: text('role', { enum: ROLES }).notNull(),
		/** Committee members only. */
		side: text('side', { enum: SIDES }),
		/** Committee members only: the unit from which down they may look; null for the whole organisation. */
		unitId: text('unit_id').references(() => unit.unitId, { onUpdate: 'cascade' }),
	},
	(t) => [primaryKey({ columns: [t.personId, t.role] })],
);

/** A change of the rules; holds once one person of each side (`hr`, `staff`) has approved it. */
export const decision = pgTable('decision', {
	decisionId: text('decision_id').primaryKey(),
	kind: text('kind', { enum: ['set-k', 'set-plan', 'close-early'] }).notNull(),
	payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
	state: text('state', { enum: ['proposed', 'adopted', 'withdrawn'] }).notNull(),
	proposedOn: date('proposed_on').notNull(),
	adoptedOn: date('adopted_on'),
});

export const decisionApproval = pgTable(
	'decision_approval',
	{
		decisionId: text('decision_id')
			.notNull()
			.references(() => decision.decisionId),
		personId: text('person_id')
			.notNull()
			.references(() => person.personId),
		side: text('side', { enum: SIDES }).notNull(),
		approvedOn: date('approved_on').notNull(),
	},
	(t) => [primaryKey({ columns: [t.decisionId, t.personId] })],
);
