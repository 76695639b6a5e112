/** The demonstration's ready links: sign in directly, as often as one likes; elsewhere there is no such page. */
import { error, redirect } from '@sveltejs/kit';
import { getApp } from '#server/app.ts';
import { setCookies } from '#server/auth/cookies.ts';
import { DEMO_ROLES, isDemoKey } from '#server/demo-links.ts';
import { enterDemo } from '#server/services/enter-demo.ts';
import type { RequestHandler } from './$types';

const HOME = { employee: '/', committee: '/committee', administrator: '/admin' };

export const GET: RequestHandler = async ({ url, locals, cookies }) => {
	const app = getApp();
	const as = DEMO_ROLES.find((role) => role === url.searchParams.get('as'));
	const key = url.searchParams.get('key') ?? '';
	if (!locals.organisation?.demo || !as || !isDemoKey(app.secret, key)) error(404, 'NOT_FOUND');
	// The same device stays the same employee: its wallet holds that person's ballots.
	const { person } = locals;
	if (as === 'employee' && person && !person.committee && !person.administrator)
		redirect(303, HOME.employee);
	const personId = await enterDemo(app.services, as);
	if (!personId) error(404, 'NOT_FOUND');
	setCookies(cookies, await app.auth.enter(personId));
	redirect(303, HOME[as]);
};
