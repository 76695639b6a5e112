/** Asking for a sign-in link and using it. The answer, and how long it takes, are the same whether or not the address is known. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { LINK_MINUTES, type Auth } from '../auth/auth.ts';
import type { Cookie } from '../auth/cookies.ts';
import { createLimiter } from '../auth/limiter.ts';
import { findOrganisation } from '../db/organisation.ts';
import { findPersonByMail, upsertUser } from '../db/people.ts';
import { log, logError } from '../log.ts';
import type { Mailer } from '../mail/mailer.ts';
import { signInMail } from '../mail/sign-in-mail.ts';
import type { ServiceContext } from './context.ts';
import { MAIL } from './mail-address.ts';

export type SignIn = {
	/** Always ok for a well-formed address, except RATE_LIMITED (which does not depend on who is known). MAIL_INVALID. */
	request(mail: string): Result<null>;
	/** @returns the session's cookies; LINK_EXPIRED for a link unknown, used or too old. */
	confirm(token: string): Promise<Result<Cookie[]>>;
	/** Resolves once no mail is under way: for tests, and before a stop. */
	settled(): Promise<void>;
};

const WINDOW = LINK_MINUTES * 60_000;

export function createSignIn(
	ctx: ServiceContext,
	{ auth, mailer, origin }: { auth: Auth; mailer: Mailer; origin: string },
): SignIn {
	// Enough for someone whose first mail is slow; a whole company may come in one quarter of an hour.
	const limiter = createLimiter({ each: 3, all: 20_000, windowMs: WINDOW }, ctx.now);
	const underWay = new Set<Promise<void>>();

	const sendLink = async (mail: string): Promise<void> => {
		const person = await findPersonByMail(ctx.db, mail);
		if (!person?.mail) return;
		const organisation = await findOrganisation(ctx.db);
		const to = person.mail.toLowerCase();
		await upsertUser(ctx.db, person.personId, to, ctx.now());
		await auth.makeLink(to, (token) =>
			mailer.send(
				signInMail({
					to,
					lang: person.lang ?? organisation?.lang ?? 'fr',
					link: `${origin}/sign-in/confirm?token=${encodeURIComponent(token)}`,
					minutes: LINK_MINUTES,
					organisation: organisation?.name ?? 'Murmure',
				}),
			),
		);
	};

	return {
		request(given) {
			const mail = given.trim();
			if (!MAIL.test(mail)) return fail('MAIL_INVALID', { field: 'mail' });
			if (!limiter.allow(mail)) return fail('RATE_LIMITED');
			// Not awaited: looking up, writing and mailing take longer for those who are known.
			const work = sendLink(mail).catch((error) => {
				log('a sign-in mail could not be sent');
				logError('mail', error);
			});
			underWay.add(work);
			void work.then(() => underWay.delete(work));
			return ok(null);
		},
		async confirm(token) {
			const cookies = /^[A-Za-z0-9_-]{20,128}$/.test(token) ? await auth.useLink(token) : null;
			return cookies ? ok(cookies) : fail('LINK_EXPIRED');
		},
		settled: async () => void (await Promise.all(underWay)),
	};
}
