/** All procedures. */
import { createCallerFactory, router } from './procedures.ts';
import { accountRouter } from './routers/account.ts';
import { adminRouter } from './routers/admin.ts';
import { ballotsRouter } from './routers/ballots.ts';
import { committeeRouter } from './routers/committee.ts';
import { journalRouter } from './routers/journal.ts';
import { setupRouter } from './routers/setup.ts';

export const appRouter = router({
	account: accountRouter,
	admin: adminRouter,
	ballots: ballotsRouter,
	committee: committeeRouter,
	journal: journalRouter,
	setup: setupRouter,
});
export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
