/** What the data-protection documents are filled with: read from the real configuration, never typed. */
import type { Plan } from '#contracts/cells.ts';
import type { PeriodKind } from '#contracts/ids.ts';

export type PrivacyFacts = {
	organisation: string;
	demo: boolean;
	/** Day of writing, `YYYY-MM-DD`. */
	writtenOn: string;
	version: string;
	origin: string;
	k: number;
	minEligible: number;
	epsilon: number;
	/** As asked for, and as the running season has it (null before the first season). */
	periodKind: PeriodKind;
	plan: Plan;
	seasonPeriods: number;
	people: number;
	units: number;
	pools: { count: number; smallest: number };
	/** First and last period of the running season. */
	season: { first: string; last: string } | null;
	/** Null: links appear in the console only. */
	mailHost: string | null;
	/** Where the database is: a folder of this machine, or the host of another server. */
	database: { kind: 'embedded'; place: string } | { kind: 'server'; place: string };
	keyDir: string;
	/** Whether round keys lie under the data folder, where a careless backup would take them along. */
	keysInData: boolean;
	/** Days without a visit after which a session ends. */
	sessionDays: number;
	linkMinutes: number;
	roles: { hr: number; staff: number; other: number; administrators: number };
	/** What both sides recorded, `YYYY-MM-DD`; null while they have not, or not the same. */
	legal: { consulted: string; informed: string; assessed: string } | null;
	/** `SEQ:HASH` of the ledger on the day of writing; null for an empty one. */
	head: string | null;
};

/** One document, as Markdown. */
export type PackDocument = { file: string; title: string; markdown: string };

/** Whether emotions are published no lower than the site: the default, and the cautious choice. */
export const emotionsHigh = ({ plan }: PrivacyFacts): boolean => (plan.emotion ?? 0) <= 1;
