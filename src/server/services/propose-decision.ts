/** A change of the rules is proposed by a member of the committee; it holds once both sides approve (approve-decision.ts). */
import { z } from 'zod';
import type { Plan } from '#contracts/cells.ts';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { MEASURES } from '#contracts/ids.ts';
import { MIN_K } from '#contracts/policy.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import { insertApproval, insertDecision } from '../db/decisions.ts';
import { findOrganisation } from '../db/organisation.ts';
import { dayOf, type ServiceContext } from './context.ts';

/** Above it hardly any team would ever be seen. */
const MAX_K = 50;
const depth = z.number().int().min(0).max(99);

export const proposalSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('set-k'), k: z.number().int().min(MIN_K).max(MAX_K) }),
	z.strictObject({
		kind: z.literal('set-plan'),
		/** For each measure, down to which depth it is published (root = 0, 99 = the team); absent: not at all. */
		plan: z.partialRecord(z.enum(MEASURES), depth),
	}),
	z.strictObject({ kind: z.literal('close-early'), roundId: z.string().min(1).max(80) }),
]);
export type Proposal = z.infer<typeof proposalSchema>;

/** What a decision carries, as stored. */
export type DecisionPayload = { k?: number; plan?: Plan; roundId?: string };

/**
 * Proposes, which is also the proposer's own approval.
 * @returns FORBIDDEN for someone outside the committee, BAD_INPUT for a change that changes nothing.
 */
export async function proposeDecision(
	ctx: ServiceContext,
	by: SignedIn,
	proposal: Proposal,
): Promise<Result<{ decisionId: string }>> {
	const { committee, personId } = by;
	if (!committee) return fail('FORBIDDEN');
	const organisation = await findOrganisation(ctx.db);
	if (!organisation) return fail('NOT_FOUND');
	if (proposal.kind === 'set-k' && proposal.k === organisation.k)
		return fail('BAD_INPUT', { field: 'k' });
	const decisionId = ctx.newId();
	const day = dayOf(ctx.now());
	const { kind, ...payload } = proposal;
	await ctx.db.transaction(async (tx) => {
		await insertDecision(tx, { decisionId, kind, payload, state: 'proposed', proposedOn: day });
		await insertApproval(tx, { decisionId, personId, side: committee.side, approvedOn: day });
	});
	return ok({ decisionId });
}
