/** What anybody may check without signing in: the rules in force, the ledger's head, the hash of the key list. */
import { EPSILON } from '#contracts/policy.ts';
import { getApp } from '#server/app.ts';
import { readRulesInForce } from '#server/services/read-rules-in-force.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
	epsilon: EPSILON,
	rules: await readRulesInForce(getApp().services),
});
