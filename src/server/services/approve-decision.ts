/** Both sides together change a rule: one `hr` and one `staff` approval, by two people, and the ledger says so. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { decision as decisionEntry } from '#release/entries.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import {
	findDecision,
	insertApproval,
	listApprovals,
	settleDecision,
	type ApprovalRow,
	type DecisionRow,
} from '../db/decisions.ts';
import type { Queryable } from '../db/database.ts';
import { appendLedger } from '../db/ledger.ts';
import { holdLock, LOCKS } from '../db/locks.ts';
import { updateOrganisation } from '../db/organisation.ts';
import { dayOf, type ServiceContext } from './context.ts';
import type { DecisionPayload } from './propose-decision.ts';

/** Whether these approvals carry a decision: each side by a person of its own (one row a person is the table's key). */
export const isCarried = (approvals: readonly Pick<ApprovalRow, 'side' | 'personId'>[]): boolean =>
	approvals.some(
		(one) =>
			one.side === 'hr' &&
			approvals.some((other) => other.side === 'staff' && other.personId !== one.personId),
	);

/**
 * Approves for one's side; adopts if both sides now have.
 * @returns FORBIDDEN outside the committee, NOT_FOUND, DECISION_ALREADY_APPROVED (by this person, or settled).
 */
export async function approveDecision(
	ctx: ServiceContext,
	by: SignedIn,
	decisionId: string,
): Promise<Result<{ adopted: boolean }>> {
	const { committee, personId } = by;
	if (!committee) return fail('FORBIDDEN');
	return ctx.db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.decision);
		const found = await findDecision(tx, decisionId);
		if (!found) return fail('NOT_FOUND');
		const before = await approvalsOf(tx, decisionId);
		if (found.state !== 'proposed' || before.some((one) => one.personId === personId))
			return fail('DECISION_ALREADY_APPROVED');
		const approvedOn = dayOf(ctx.now());
		await insertApproval(tx, { decisionId, personId, side: committee.side, approvedOn });
		const approvals = [...before, { personId, side: committee.side }];
		if (!isCarried(approvals)) return ok({ adopted: false });
		await adopt(tx, found, approvals, approvedOn);
		return ok({ adopted: true });
	});
}

/** Withdraws a proposal that one had approved. @returns NOT_FOUND if there is none to withdraw, FORBIDDEN. */
export async function withdrawDecision(
	ctx: ServiceContext,
	by: SignedIn,
	decisionId: string,
): Promise<Result<null>> {
	if (!by.committee) return fail('FORBIDDEN');
	return ctx.db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.decision);
		const approvals = await approvalsOf(tx, decisionId);
		if (!approvals.some((one) => one.personId === by.personId)) return fail('NOT_FOUND');
		return (await settleDecision(tx, decisionId, { state: 'withdrawn' }))
			? ok(null)
			: fail('NOT_FOUND');
	});
}

const approvalsOf = async (tx: Queryable, decisionId: string) =>
	(await listApprovals(tx)).filter((one) => one.decisionId === decisionId);

/** What is stated in the ledger holds from the next season on: a running season's rules are frozen. */
async function adopt(
	tx: Queryable,
	{ decisionId, kind, payload }: DecisionRow,
	approvals: readonly Pick<ApprovalRow, 'side'>[],
	adoptedOn: string,
): Promise<void> {
	const { k, plan } = payload as DecisionPayload;
	await settleDecision(tx, decisionId, { state: 'adopted', adoptedOn });
	const change = { ...(k === undefined ? {} : { k }), ...(plan === undefined ? {} : { plan }) };
	if (kind !== 'close-early') await updateOrganisation(tx, change);
	await appendLedger(tx, [
		decisionEntry({
			id: decisionId,
			subject: kind,
			sides: [...new Set(approvals.map((one) => one.side))].sort(),
			...change,
		}),
	]);
}
