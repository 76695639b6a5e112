/** Ends the session and has the browser clear all it keeps of this site: cookies, storage, caches. The page then leaves for elsewhere, so no page is sent. */
import { getApp } from '#server/app.ts';
import { setCookies } from '#server/auth/cookies.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, cookies }) => {
	setCookies(cookies, await getApp().auth.leave(request.headers));
	return new Response(null, {
		status: 204,
		headers: { 'clear-site-data': '"cache", "cookies", "storage"', 'cache-control': 'no-store' },
	});
};
