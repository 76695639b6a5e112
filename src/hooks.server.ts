/** What happens around every request: start, refusals, language, session, set-up, headers, unknown errors. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { json, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { building } from '$app/environment';
import {
	overwriteServerAsyncLocalStorage,
	type ParaglideAsyncLocalStorage,
} from '#messages/runtime.js';
import { getApp, startApp } from '#server/app.ts';
import { setCookies } from '#server/auth/cookies.ts';
import { findSignedIn } from '#server/auth/signed-in.ts';
import { isUnavailable } from '#server/unavailable.ts';
import { chooseLang, LANG_COOKIE } from '#server/choose-lang.ts';
import { guardRequest } from '#server/guard-request.ts';
import { logError } from '#server/log.ts';

type Locale = Parameters<ParaglideAsyncLocalStorage['run']>[0];
const locale = new AsyncLocalStorage<Locale>();
overwriteServerAsyncLocalStorage(locale);

export const init: ServerInit = async () => {
	if (!building) await startApp();
};

/** Endpoints that must not know who calls: no session, no cookie read or set. */
const isAnonymous = (path: string): boolean =>
	/^\/api\/(voice|keys|health|lexicon|ledger|web-manifest)(\/|$)/.test(path);
/** Reachable before the set-up. */
const isOpenBeforeSetUp = (path: string): boolean => /^\/(setup|api|trpc)(\/|$)/.test(path);

const refuse: Handle = ({ event, resolve }) => {
	const anonymous = isAnonymous(event.url.pathname);
	const refusal = guardRequest(event.request, event.url, { anonymous });
	return refusal ? json({ code: refusal.code }, { status: refusal.status }) : resolve(event);
};

const identify: Handle = async ({ event, resolve }) => {
	event.locals.person = null;
	event.locals.organisation = null;
	if (isAnonymous(event.url.pathname)) {
		event.locals.lang = 'fr';
		const response = await resolve(event);
		response.headers.delete('set-cookie');
		return response;
	}
	const app = getApp();
	const organisation = await app.organisation();
	if (organisation) {
		const { name, demo, lang } = organisation;
		event.locals.organisation = { name, demo, lang };
		if (event.request.headers.has('cookie')) {
			const session = await app.auth.recognise(event.request.headers);
			event.locals.person = session && (await findSignedIn(app.services.db, session.personId));
			if (session) setCookies(event.cookies, session.cookies);
		}
	} else if (!isOpenBeforeSetUp(event.url.pathname))
		return new Response(null, { status: 303, headers: { location: '/setup' } });
	return resolve(event);
};

const translate: Handle = ({ event, resolve }) => {
	if (isAnonymous(event.url.pathname)) return resolve(event);
	const cookie = event.cookies.get(LANG_COOKIE);
	const { person, organisation } = event.locals;
	const lang = chooseLang({
		cookie,
		acceptLanguage: event.request.headers.get('accept-language'),
		person: person?.lang,
		organisation: organisation?.lang,
	});
	event.locals.lang = lang;
	// The page in the browser reads the same cookie: both sides then speak the same language.
	if (cookie !== lang && event.request.headers.get('accept')?.includes('text/html'))
		event.cookies.set(LANG_COOKIE, lang, {
			path: '/',
			httpOnly: false,
			secure: event.url.protocol === 'https:',
			sameSite: 'lax',
			maxAge: 400 * 24 * 60 * 60,
		});
	return locale.run({ locale: lang, origin: event.url.origin, messageCalls: new Set() }, async () =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', lang) }),
	);
};

/** The content security policy is Kit's (svelte.config.js). */
const addHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const headers = {
		// Under no-referrer a browser posts a form with the origin "null", which is refused: this page must work without script.
		'referrer-policy': event.url.pathname === '/erase' ? 'same-origin' : 'no-referrer',
		'x-content-type-options': 'nosniff',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
		...(event.url.protocol === 'https:' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
	};
	for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
	if (!response.headers.has('cache-control'))
		response.headers.set('cache-control', 'private, no-cache');
	return response;
};

export const handle: Handle = sequence(addHeaders, refuse, identify, translate);

/** An unknown error shows an id only; the log has its origin under that id, never its message. */
export const handleError: HandleServerError = ({ error, status }) => {
	if (isUnavailable(error)) return { message: 'UNAVAILABLE' };
	if (status === 404) return { message: 'NOT_FOUND' };
	if (status === 413) return { message: 'BODY_TOO_LARGE' };
	const id = randomBytes(4).toString('hex');
	logError(id, error);
	return { message: 'UNKNOWN', id };
};
