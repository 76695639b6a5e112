/** Ends the session and has the browser clear all it keeps of this site: cookies, storage, caches. Works without script: whoever presses in haste need not wait for the page. */
import { getApp } from '#server/app.ts';
import { setCookies } from '#server/auth/cookies.ts';
import { ELSEWHERE } from '#contracts/elsewhere.ts';
import type { RequestHandler } from './$types';

/** A redirection to elsewhere is refused by the policy's form-action; this page says nothing and goes there by itself. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>…</title><meta http-equiv="refresh" content="0;url=${ELSEWHERE}">`;

export const POST: RequestHandler = async ({ request, cookies }) => {
	setCookies(cookies, await getApp().auth.leave(request.headers));
	const headers = {
		'clear-site-data': '"cache", "cookies", "storage"',
		'cache-control': 'no-store',
		'content-type': 'text/html; charset=utf-8',
	};
	const asPage = request.headers.get('accept')?.includes('text/html');
	return new Response(asPage ? PAGE : null, { status: asPage ? 200 : 204, headers });
};
