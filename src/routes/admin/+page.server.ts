/** The administrator's overview: organisation, season, groups. No answer is ever here. */
import { fail } from '@sveltejs/kit';
import { minEligible } from '#contracts/policy.ts';
import { call, callOr } from '../call.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	call(locals, async (api) => {
		const [overview, season] = await Promise.all([api.admin.overview(), api.admin.season()]);
		return { overview, season, least: minEligible(overview.organisation?.k ?? 8) };
	});

export const actions: Actions = {
	/** The first season is opened by a person; the others follow by themselves. */
	openSeason: async ({ locals }) => {
		const result = await callOr(locals, (api) => api.admin.openSeason());
		return result.ok ? { opened: true as const } : fail(409, { code: result.code });
	},
	anchorMail: async ({ request, locals }) => {
		const mail = String((await request.formData()).get('mail') ?? '');
		const result = await callOr(locals, (api) => api.admin.setAnchorMail({ mail }));
		return result.ok ? { anchored: true as const } : fail(400, { code: result.code });
	},
};
