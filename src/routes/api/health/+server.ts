/** For whoever watches the server: is it up, does its database answer. */
import { json } from '@sveltejs/kit';
import { getApp } from '#server/app.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async () => {
	const up = await getApp()
		.isUp()
		.catch(() => false);
	return json({ ok: up }, { status: up ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
