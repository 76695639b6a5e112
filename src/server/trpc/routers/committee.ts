/** What committee members see and decide; every figure comes through the release gate. */
import { z } from 'zod';
import { listApprovals, listDecisions } from '../../db/decisions.ts';
import { listUnits } from '../../db/organisation.ts';
import { approveDecision, withdrawDecision } from '../../services/approve-decision.ts';
import {
	proposalSchema,
	proposeDecision,
	type DecisionPayload,
} from '../../services/propose-decision.ts';
import { legalSchema, readLegalGate, recordLegal } from '../../services/legal-gate.ts';
import { readSeasonChange } from '../../services/read-season-change.ts';
import { readOverview, readUnitPage } from '../../services/read-committee.ts';
import {
	lexiconFilter,
	lexiconQuery,
	readLexicon,
	readLexiconRows,
} from '../../services/read-lexicon.ts';
import { valueOf } from '../failures.ts';
import { procedure, router } from '../procedures.ts';

const decisionId = z.strictObject({ decisionId: z.string().min(1).max(80) });
const period = z.string().min(1).max(40);

export const committeeRouter = router({
	/** The heat map and what changed, within one's scope; the latest period by default. */
	overview: procedure.committee
		.input(z.strictObject({ period: period.optional() }))
		.query(async ({ ctx, input }) =>
			valueOf(await readOverview(ctx.app.gate, await ctx.scope(), input.period)),
		),
	/** One unit: its own history, measure by measure. */
	unit: procedure.committee
		.input(z.strictObject({ unitId: z.string().min(1).max(80), period: period.optional() }))
		.query(async ({ ctx, input }) =>
			valueOf(await readUnitPage(ctx.app.gate, await ctx.scope(), input.unitId, input.period)),
		),
	/** The units of today within one's scope, in the organisation's own order. */
	units: procedure.committee.query(async ({ ctx }) => {
		const [units, inScope] = await Promise.all([listUnits(ctx.app.services.db), ctx.scope()]);
		return units
			.filter((unit) => inScope(unit.unitId))
			.map(({ unitId, parentId, name }) => ({ unitId, parentId, name }));
	}),
	/** The lexicon's rows, a page of those that match, with the measured error rates. */
	lexicon: procedure.committee
		.input(lexiconQuery)
		.query(async ({ ctx, input }) => valueOf(await readLexicon(ctx.app.lexicon, input))),
	/** All rows that match, for a file. */
	lexiconRows: procedure.committee
		.input(lexiconFilter)
		.query(async ({ ctx, input }) => valueOf(await readLexiconRows(ctx.app.lexicon, input))),
	/** Latest first, with who approved for which side. */
	decisions: procedure.committee.query(async ({ ctx }) => {
		const { db } = ctx.app.services;
		const [decisions, approvals] = await Promise.all([listDecisions(db), listApprovals(db)]);
		return decisions.map(({ payload, ...decision }) => {
			const own = approvals.filter((one) => one.decisionId === decision.decisionId);
			return {
				...decision,
				payload: payload as DecisionPayload,
				approvals: own.map(({ name, side, approvedOn }) => ({ name, side, approvedOn })),
				/** Whether the member who asks may still approve it. */
				open:
					decision.state === 'proposed' && !own.some((one) => one.personId === ctx.person.personId),
			};
		});
	}),
	/** What changed with the last season that was frozen, in words, for the units of one's scope; null before a second season. */
	seasonChange: procedure.committee.query(async ({ ctx }) =>
		readSeasonChange(ctx.app.services, { lang: ctx.lang, inScope: await ctx.scope() }),
	),
	/** What each side recorded of consultation, notice and impact assessment. */
	legal: procedure.committee.query(async ({ ctx }) => ({
		gate: await readLegalGate(ctx.app.services.db),
		mayRecord: ['hr', 'staff'].includes(ctx.person.committee.side),
	})),
	recordLegal: procedure.committee
		.input(legalSchema)
		.mutation(async ({ ctx, input }) =>
			valueOf(await recordLegal(ctx.app.services, ctx.person, input)),
		),
	propose: procedure.committee
		.input(proposalSchema)
		.mutation(async ({ ctx, input }) =>
			valueOf(await proposeDecision(ctx.app.services, ctx.person, input)),
		),
	approve: procedure.committee
		.input(decisionId)
		.mutation(async ({ ctx, input }) =>
			valueOf(await approveDecision(ctx.app.services, ctx.person, input.decisionId)),
		),
	withdraw: procedure.committee
		.input(decisionId)
		.mutation(async ({ ctx, input }) =>
			valueOf(await withdrawDecision(ctx.app.services, ctx.person, input.decisionId)),
		),
});
