/** Sign-in, as better-auth wants it, less what would say when and from where people come: no address, no browser, and days in place of times. */
import { boolean, date, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { person } from './organisation.ts';

const day = (name: string) => date(name, { mode: 'date' });

/** Exists from a person's first sign-in request; goes with the person. */
export const user = pgTable('user', {
	id: text('id')
		.primaryKey()
		.references(() => person.personId, { onDelete: 'cascade' }),
	/** Empty: the name is in `person`. */
	name: text('name').notNull(),
	email: text('email').notNull().unique(),
	emailVerified: boolean('email_verified').notNull(),
	image: text('image'),
	createdAt: day('created_on').notNull(),
	updatedAt: day('updated_on').notNull(),
});

export const session = pgTable('session', {
	id: text('id').primaryKey(),
	/** First day on which the session no longer holds. */
	expiresAt: day('expires_on').notNull(),
	/** SHA-256 of the token in the cookie. */
	token: text('token').notNull().unique(),
	createdAt: day('created_on').notNull(),
	updatedAt: day('updated_on').notNull(),
	userId: text('user_id')
		.notNull()
		.references(() => user.id, { onDelete: 'cascade' }),
});

export const account = pgTable(
	'account',
	{
		id: text('id').primaryKey(),
		accountId: text('account_id').notNull(),
		providerId: text('provider_id').notNull(),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		accessToken: text('access_token'),
		refreshToken: text('refresh_token'),
		idToken: text('id_token'),
		accessTokenExpiresAt: timestamp('access_token_expires_at', { withTimezone: true }),
		refreshTokenExpiresAt: timestamp('refresh_token_expires_at', { withTimezone: true }),
		scope: text('scope'),
		password: text('password'),
		createdAt: day('created_on').notNull(),
		updatedAt: day('updated_on').notNull(),
	},
	(t) => [uniqueIndex('account_provider').on(t.providerId, t.accountId)],
);

/** Sign-in links on their way: the hash of the token, and until when. Deleted when used or too old. */
export const verification = pgTable('verification', {
	id: text('id').primaryKey(),
	identifier: text('identifier').notNull().unique(),
	value: text('value').notNull(),
	expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
	createdAt: day('created_on').notNull(),
	updatedAt: day('updated_on').notNull(),
});
