/** Who may do what: read here, changed by its forms. */
import { fail } from '@sveltejs/kit';
import { SIDES } from '#contracts/ids.ts';
import { call, callOr } from '../../call.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	call(locals, async (api) => {
		const [people, overview] = await Promise.all([api.admin.people(), api.admin.overview()]);
		return {
			people: people.map(({ personId, name, mail, roles }) => ({ personId, name, mail, roles })),
			units: overview.units.map(({ unitId, name }) => ({ unitId, name })),
		};
	});

export const actions: Actions = {
	grant: async ({ request, locals }) => {
		const given = await request.formData();
		const personId = String(given.get('person') ?? '');
		const role = given.get('role') === 'administrator' ? 'administrator' : 'committee';
		const side = SIDES.find((one) => one === given.get('side')) ?? 'other';
		const scope = String(given.get('scope') ?? '') || null;
		const result = await callOr(locals, (api) =>
			api.admin.grantRole(
				role === 'administrator' ? { personId, role } : { personId, role, side, scope },
			),
		);
		return result.ok ? { done: true as const } : fail(400, { code: result.code });
	},
	revoke: async ({ request, locals }) => {
		const given = await request.formData();
		const personId = String(given.get('person') ?? '');
		const role =
			given.get('role') === 'administrator' ? ('administrator' as const) : ('committee' as const);
		const result = await callOr(locals, (api) => api.admin.revokeRole({ personId, role }));
		return result.ok ? { done: true as const } : fail(400, { code: result.code });
	},
};
