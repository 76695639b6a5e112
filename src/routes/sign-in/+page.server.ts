/** Asks for a sign-in link. `form.sent` is the same whether or not the address is known. */
import { fail, redirect } from '@sveltejs/kit';
import { getApp } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (locals.person) redirect(303, '/');
	const { mailer } = getApp();
	// Without SMTP the link is in the server's console: the page says so.
	return { mailLeaves: mailer.real };
};

export const actions: Actions = {
	default: async ({ request }) => {
		const mail = String((await request.formData()).get('mail') ?? '');
		const result = getApp().signIn.request(mail);
		if (!result.ok)
			return fail(result.code === 'RATE_LIMITED' ? 429 : 400, { code: result.code, mail });
		return { sent: true as const };
	},
};
