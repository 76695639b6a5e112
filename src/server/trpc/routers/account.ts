/** Oneself: who I am, my language. */
import { z } from 'zod';
import { LANGS } from '#contracts/ids.ts';
import { rolesOfSignedIn } from '../../auth/signed-in.ts';
import { findOrganisation } from '../../db/organisation.ts';
import { updatePersonLang } from '../../db/people.ts';
import { procedure, router } from '../procedures.ts';

export const accountRouter = router({
	/** Also without a session: then `person` is null. */
	me: procedure.public.query(async ({ ctx }) => {
		const organisation = await findOrganisation(ctx.app.services.db);
		return {
			person: ctx.person && {
				personId: ctx.person.personId,
				name: ctx.person.name,
				unitId: ctx.person.unitId,
				roles: rolesOfSignedIn(ctx.person),
				committee: ctx.person.committee,
			},
			lang: ctx.lang,
			organisation: organisation && {
				name: organisation.name,
				demo: organisation.demo,
				k: organisation.k,
				periodKind: organisation.periodKind,
			},
		};
	}),
	/** For mail, and on other devices; on this one the page sets its cookie. */
	setLang: procedure.employee
		.input(z.strictObject({ lang: z.enum(LANGS) }))
		.mutation(async ({ ctx, input }) => {
			await updatePersonLang(ctx.app.services.db, ctx.person.personId, input.lang);
			return { lang: input.lang };
		}),
});
