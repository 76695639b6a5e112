/** A person's own rounds, and the blind signatures of their ballots: all rounds of the season at once, long before they are used. */
import { z } from 'zod';
import { RSA_BYTES } from '#contracts/wire.ts';
import { issueBallots } from '../../voices/issue-ballots.ts';
import { readMyRounds } from '../../voices/my-rounds.ts';
import { procedure, router } from '../procedures.ts';

const BLINDED_LENGTH = Math.ceil((RSA_BYTES * 4) / 3);
/** Rounds a person may ask for at once: more than a season has. */
const MOST_ROUNDS = 16;

export const ballotsRouter = router({
	/** Null where the person is in no pool this season. */
	mine: procedure.employee.query(({ ctx }) => {
		// Every visit of the check-in page asks this; a session may have been renewed just before.
		ctx.app.voices.context.cover?.();
		return readMyRounds(ctx.app.services.db, ctx.person.personId);
	}),
	/** One answer a round, in order; each says for itself whether it was issued. */
	issue: procedure.employee
		.input(
			z
				.array(
					z.strictObject({
						round: z.string().min(1).max(80),
						blinded: z.string().length(BLINDED_LENGTH),
					}),
				)
				.min(1)
				.max(MOST_ROUNDS),
		)
		.mutation(({ ctx, input }) => issueBallots(ctx.app.voices.context, ctx.person.personId, input)),
});
