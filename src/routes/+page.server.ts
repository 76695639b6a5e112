/** The check-in page itself needs nothing of the server but the threshold it tells the person. */
import { getApp } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	k: locals.person ? ((await getApp().organisation())?.k ?? null) : null,
});
