/** A mail link opens this page, which does nothing until its button is pressed: mail scanners that follow links use nothing up. */
import { fail, redirect } from '@sveltejs/kit';
import { getApp } from '#server/app.ts';
import { setCookies } from '#server/auth/cookies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' });

export const actions: Actions = {
	default: async ({ request, cookies }) => {
		const token = String((await request.formData()).get('token') ?? '');
		const result = await getApp().signIn.confirm(token);
		if (!result.ok) return fail(400, { code: result.code });
		setCookies(cookies, result.value);
		redirect(303, '/');
	},
};
