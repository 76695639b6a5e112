/** One's own sealed journal: no input ever names a person, so nobody reaches another's. */
import { journalWriteSchema } from '#contracts/journal.ts';
import { eraseKeptJournal, keepJournal, readKeptJournal } from '../../services/keep-journal.ts';
import { valueOf } from '../failures.ts';
import { procedure, router } from '../procedures.ts';

export const journalRouter = router({
	/** Null where none is kept. */
	read: procedure.employee.query(({ ctx }) =>
		readKeptJournal(ctx.app.services, ctx.person.personId),
	),
	/** The whole of it, in place of the version it was made from. */
	write: procedure.employee
		.input(journalWriteSchema)
		.mutation(async ({ ctx, input }) =>
			valueOf(await keepJournal(ctx.app.services, ctx.person.personId, input)),
		),
	erase: procedure.employee.mutation(async ({ ctx }) => {
		await eraseKeptJournal(ctx.app.services, ctx.person.personId);
		return { erased: true };
	}),
});
