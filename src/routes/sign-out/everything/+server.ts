/** Ends the session and has the browser clear all it keeps of this site: cookies, storage, caches. Works without script: whoever presses in haste need not wait for the page. */
import { getApp } from '#server/app.ts';
import { setCookies } from '#server/auth/cookies.ts';
import { ELSEWHERE, ERASE_CHANNEL } from '#contracts/elsewhere.ts';
import type { RequestHandler } from './$types';

/**
 * A redirection to elsewhere is refused by the policy's form-action, and browsers leave session storage, where a draft lies,
 * in spite of the header: this page says nothing, calls the other tabs away, clears it and goes there; without script, where there is no draft either,
 * it goes all the same.
 */
const PAGE = `<!doctype html><meta charset="utf-8"><title>…</title>
<script>new BroadcastChannel('${ERASE_CHANNEL}').postMessage('leave'); sessionStorage.clear(); localStorage.clear(); location.replace('${ELSEWHERE}');</script>
<meta http-equiv="refresh" content="1;url=${ELSEWHERE}">`;

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
