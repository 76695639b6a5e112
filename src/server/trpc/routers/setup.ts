/** Whether this Murmure is set up; the set-up itself is the form of /setup. */
import { findOrganisation } from '../../db/organisation.ts';
import { procedure, router } from '../procedures.ts';

export const setupRouter = router({
	status: procedure.public.query(async ({ ctx }) => ({
		done: (await findOrganisation(ctx.app.services.db)) !== null,
	})),
});
