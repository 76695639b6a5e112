/** The rules that hold now, with what lets anyone check them: for the confidentiality page, without a session. */
import { DEFAULT_K } from '#contracts/policy.ts';
import { readHead } from '../db/ledger.ts';
import { findOrganisation } from '../db/organisation.ts';
import { lastSeason } from '../db/voices.ts';
import type { ServiceContext } from './context.ts';

export type RulesInForce = { k: number; head: string | null; keyListHash: string | null };

export async function readRulesInForce({ db }: ServiceContext): Promise<RulesInForce> {
	const [organisation, head, season] = await Promise.all([
		findOrganisation(db),
		readHead(db),
		lastSeason(db),
	]);
	return {
		k: organisation?.k ?? DEFAULT_K,
		head: head?.hash ?? null,
		keyListHash: season?.keyListHash ?? null,
	};
}
