/** Sign-in by one-time mail link: better-auth behind the few functions that the rest of the server may use. Its own HTTP routes are not mounted. */
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { magicLink } from 'better-auth/plugins';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { log } from '../log.ts';
import { readSetCookies, type Cookie } from './cookies.ts';
import { sessionStore } from './session-store.ts';

const DAY = 24 * 60 * 60;
/** A session slides by the day for as long as its person comes back within a month. */
export const SESSION_DAYS = 30;
const SESSION = SESSION_DAYS * DAY;
export const LINK_MINUTES = 15;

export type Auth = {
	/** Makes a link's token for a person's user, and hands it to `deliver`. */
	makeLink(email: string, deliver: (token: string) => Promise<void>): Promise<void>;
	/** Uses a link's token up. @returns the cookies of the new session, or null if it does not hold (any more). */
	useLink(token: string): Promise<Cookie[] | null>;
	/** Signs a person in without a link: after the set-up, and in the demonstration. */
	enter(personId: string): Promise<Cookie[]>;
	/** Who a request's cookies say it is; `cookies` to set if the session slid. */
	recognise(headers: Headers): Promise<{ personId: string; cookies: Cookie[] } | null>;
	/** Ends the session. @returns the cookies to clear. */
	leave(headers: Headers): Promise<Cookie[]>;
};

export function createAuth({
	db,
	origin,
	secret,
}: {
	db: Database;
	origin: string;
	secret: string;
}): Auth {
	const deliveries = new Map<string, (token: string) => Promise<void>>();
	const secure = origin.startsWith('https:');
	const auth = betterAuth({
		appName: 'Murmure',
		baseURL: origin,
		secret,
		database: sessionStore(db),
		telemetry: { enabled: false },
		// What it would say may quote an address.
		logger: { log: (level) => level === 'error' && log('sign-in library reported an error') },
		// Requests come through our own services, which limit by a hash of the address.
		rateLimit: { enabled: false },
		session: { expiresIn: SESSION, updateAge: DAY },
		advanced: {
			useSecureCookies: false,
			ipAddress: { disableIpTracking: true },
			cookies: {
				session_token: {
					name: secure ? '__Host-murmure' : 'murmure-session',
					attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
				},
			},
		},
		plugins: [
			magicLink({
				storeToken: 'hashed',
				expiresIn: LINK_MINUTES * 60,
				disableSignUp: true,
				sendMagicLink: async ({ email, token }) => deliveries.get(email)?.(token),
			}),
			enterPlugin(),
		],
	});
	return {
		async makeLink(email, deliver) {
			deliveries.set(email, deliver);
			try {
				await auth.api.signInMagicLink({ body: { email }, headers: new Headers() });
			} finally {
				deliveries.delete(email);
			}
		},
		async useLink(token) {
			try {
				const { headers } = await auth.api.magicLinkVerify({
					query: { token },
					headers: new Headers(),
					returnHeaders: true,
				});
				return readSetCookies(headers);
			} catch (error) {
				// A link that does not hold ends in a redirection; anything else is a bug.
				if ((error as { statusCode?: number }).statusCode === 302) return null;
				throw error;
			}
		},
		async enter(personId) {
			const { headers } = await auth.api.enterMurmure({
				body: { userId: personId },
				returnHeaders: true,
			});
			return readSetCookies(headers);
		},
		async recognise(headers) {
			const { response, headers: answer } = await auth.api.getSession({
				headers,
				returnHeaders: true,
			});
			return response && { personId: response.user.id, cookies: readSetCookies(answer) };
		},
		async leave(headers) {
			const { headers: answer } = await auth.api.signOut({ headers, returnHeaders: true });
			return readSetCookies(answer);
		},
	};
}

function enterPlugin() {
	return {
		id: 'murmure-enter',
		endpoints: {
			enterMurmure: createAuthEndpoint(
				'/murmure-enter',
				{ method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
				async (ctx) => {
					const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
					if (!user) throw new Error('no such sign-in user');
					const session = await ctx.context.internalAdapter.createSession(user.id);
					await setSessionCookie(ctx, { session, user });
					return ctx.json({ ok: true });
				},
			),
		},
	};
}
