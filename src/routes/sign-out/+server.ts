/** Ends the session: `<form method="post" action="/sign-out">`. */
import { redirect } from '@sveltejs/kit';
import { getApp } from '#server/app.ts';
import { setCookies } from '#server/auth/cookies.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, cookies }) => {
	setCookies(cookies, await getApp().auth.leave(request.headers));
	redirect(303, '/sign-in');
};
