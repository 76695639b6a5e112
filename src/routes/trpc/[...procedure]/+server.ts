/** tRPC's door. The hooks have checked origin, size and session. */
import { json } from '@sveltejs/kit';
import { createTRPCHandle } from 'trpc-sveltekit';
import { getApp } from '#server/app.ts';
import { appRouter } from '#server/trpc/router.ts';
import type { RequestHandler } from './$types';

/** Calls in one request. */
const MOST_CALLS = 12;

const handle = createTRPCHandle({
	router: appRouter,
	createContext: (event) => ({
		app: getApp(),
		person: event.locals.person,
		lang: event.locals.lang,
	}),
	responseMeta: () => ({ headers: { 'cache-control': 'no-store' } }),
});

const answer: RequestHandler = (event) =>
	event.params.procedure.split(',').length > MOST_CALLS
		? json({ code: 'BAD_INPUT' }, { status: 400 })
		: handle({ event, resolve: () => new Response(null, { status: 404 }) });

export { answer as GET, answer as POST };
