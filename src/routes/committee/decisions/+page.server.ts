/** Decisions of both sides: proposed, approved, withdrawn; and what changed with the last season. */
import { fail } from '@sveltejs/kit';
import { MEASURES } from '#contracts/ids.ts';
import { getApp } from '#server/app.ts';
import { call, callOr } from '../../call.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	call(locals, async (api) => ({
		decisions: await api.committee.decisions(),
		legal: await api.committee.legal(),
		change: await api.committee.seasonChange(),
		...(await inForce()),
	}));

/** As decided for the next season. */
async function inForce() {
	const organisation = await getApp().organisation();
	return { k: organisation?.k ?? 8, plan: organisation?.plan ?? {} };
}

export const actions: Actions = {
	/** What the member's side records of consultation, notice and impact assessment. */
	legal: async ({ request, locals }) => {
		const form = await request.formData();
		const day = (name: string) => String(form.get(name) ?? '');
		const dates = {
			consulted: day('consulted'),
			informed: day('informed'),
			assessed: day('assessed'),
		};
		const result = await callOr(locals, (api) => api.committee.recordLegal(dates));
		return result.ok ? { done: true as const } : fail(400, { code: result.code });
	},
	propose: async ({ request, locals }) => {
		const k = Number((await request.formData()).get('k'));
		const result = await callOr(locals, (api) => api.committee.propose({ kind: 'set-k', k }));
		return result.ok ? { done: true as const } : fail(400, { code: result.code });
	},
	proposePlan: async ({ request, locals }) => {
		const form = await request.formData();
		const chosen = MEASURES.flatMap((measure) => {
			const depth = String(form.get(measure) ?? '');
			return depth === '' ? [] : [[measure, Number(depth)] as const];
		});
		const plan = Object.fromEntries(chosen);
		const result = await callOr(locals, (api) => api.committee.propose({ kind: 'set-plan', plan }));
		return result.ok ? { done: true as const } : fail(400, { code: result.code });
	},
	approve: async ({ request, locals }) => {
		const decisionId = String((await request.formData()).get('decision') ?? '');
		const result = await callOr(locals, (api) => api.committee.approve({ decisionId }));
		return result.ok ? { done: true as const } : fail(400, { code: result.code });
	},
	withdraw: async ({ request, locals }) => {
		const decisionId = String((await request.formData()).get('decision') ?? '');
		const result = await callOr(locals, (api) => api.committee.withdraw({ decisionId }));
		return result.ok ? { done: true as const } : fail(400, { code: result.code });
	},
};
