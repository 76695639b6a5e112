/** The first run: organisation, language, first administrator, by the one-time code of the console. Gone once done. */
import { fail, redirect } from '@sveltejs/kit';
import { codeOfIssue } from '#contracts/errors.ts';
import { getApp } from '#server/app.ts';
import { setCookies } from '#server/auth/cookies.ts';
import { forgetSetupCode, isSetupCode } from '#server/auth/setup-code.ts';
import { setUp, setUpSchema } from '#server/services/set-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (locals.organisation) redirect(303, '/');
};

export const actions: Actions = {
	default: async ({ request, cookies }) => {
		const app = getApp();
		const { dataDir } = app.config;
		const given = Object.fromEntries(await request.formData());
		const parsed = setUpSchema.safeParse(given);
		if (!parsed.success) {
			const [issue] = parsed.error.issues;
			const field = String(issue?.path[0] ?? '');
			const code = codeOfIssue(issue, field === 'mail' ? 'MAIL_INVALID' : 'BAD_INPUT');
			return fail(400, { code, field, values: withoutCode(given) });
		}
		if (!app.setUpAttempts.allow('set-up'))
			return fail(429, {
				code: 'RATE_LIMITED' as const,
				field: 'code',
				values: withoutCode(given),
			});
		const result = await setUp(app.services, parsed.data, (code) => isSetupCode(dataDir, code));
		if (!result.ok)
			return fail(400, { code: result.code, field: 'code', values: withoutCode(given) });
		forgetSetupCode(dataDir);
		setCookies(cookies, await app.auth.enter(result.value.personId));
		redirect(303, '/admin');
	},
};

/** What was typed comes back with the message: nothing is typed twice. */
const withoutCode = ({ organisation, lang, name, mail }: Record<string, unknown>) => ({
	organisation: String(organisation ?? ''),
	lang: String(lang ?? ''),
	name: String(name ?? ''),
	mail: String(mail ?? ''),
});
