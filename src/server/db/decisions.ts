/** Questions about decisions and who approved them. */
import { and, desc, eq } from 'drizzle-orm';
import type { Side } from '#contracts/ids.ts';
import type { Queryable } from './database.ts';
import { decision, decisionApproval, person } from './schema/organisation.ts';

export type DecisionRow = typeof decision.$inferSelect;
export type ApprovalRow = {
	decisionId: string;
	personId: string;
	name: string;
	side: Side;
	approvedOn: string;
};

export const insertDecision = (db: Queryable, row: typeof decision.$inferInsert) =>
	db.insert(decision).values(row);

export async function findDecision(db: Queryable, decisionId: string): Promise<DecisionRow | null> {
	const [row] = await db
		.select()
		.from(decision)
		.where(eq(decision.decisionId, decisionId))
		.limit(1);
	return row ?? null;
}

/** Latest first. */
export const listDecisions = (db: Queryable): Promise<DecisionRow[]> =>
	db.select().from(decision).orderBy(desc(decision.proposedOn), desc(decision.decisionId));

/** With the names: approving is an act done openly, before both sides. */
export const listApprovals = (db: Queryable): Promise<ApprovalRow[]> =>
	db
		.select({
			decisionId: decisionApproval.decisionId,
			personId: decisionApproval.personId,
			name: person.name,
			side: decisionApproval.side,
			approvedOn: decisionApproval.approvedOn,
		})
		.from(decisionApproval)
		.innerJoin(person, eq(person.personId, decisionApproval.personId))
		.orderBy(decisionApproval.approvedOn, person.name);

export const insertApproval = (db: Queryable, row: typeof decisionApproval.$inferInsert) =>
	db.insert(decisionApproval).values(row);

/** Only a proposal can be adopted or withdrawn. @returns whether it was. */
export async function settleDecision(
	db: Queryable,
	decisionId: string,
	change: { state: 'adopted'; adoptedOn: string } | { state: 'withdrawn' },
): Promise<boolean> {
	const rows = await db
		.update(decision)
		.set(change)
		.where(and(eq(decision.decisionId, decisionId), eq(decision.state, 'proposed')))
		.returning({ id: decision.decisionId });
	return rows.length === 1;
}
