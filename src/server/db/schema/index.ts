/** All tables, as drizzle takes them. */
export * from './auth.ts';
export * from './journal.ts';
export * from './ledger.ts';
export * from './organisation.ts';
export * from './rounds.ts';
