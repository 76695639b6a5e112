/** What services take besides their input: the database, the clock and randomness, so that tests and the demonstration pass their own. */
import { randomBytes } from 'node:crypto';
import type { Database } from '../db/database.ts';

export type ServiceContext = {
	db: Database;
	now: () => Date;
	/** A random id: 128 bits, base64url. */
	newId: () => string;
};

export const serviceContext = (db: Database): ServiceContext => ({
	db,
	now: () => new Date(),
	newId: () => randomBytes(16).toString('base64url'),
});

/** A day as the database keeps it, `YYYY-MM-DD`, in UTC. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
