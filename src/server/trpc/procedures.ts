/** The only way to make a procedure: its access is part of its name, so none can be without (tests/integration/authorise.test.ts walks them all). */
import { initTRPC } from '@trpc/server';
import { fail } from '#contracts/errors.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import { isInScope } from '../auth/unit-scope.ts';
import { listFormerUnits, listUnits } from '../db/organisation.ts';
import type { TrpcContext } from './context.ts';
import { describeError, failure, statusOf } from './failures.ts';

export type Access = 'public' | 'employee' | 'committee' | 'administrator';

const t = initTRPC
	.context<TrpcContext>()
	.meta<{ access: Access }>()
	.create({
		isDev: false,
		errorFormatter: ({ shape, error }) => {
			const data = describeError(error);
			return {
				code: shape.code,
				message: data.code,
				data: { ...data, httpStatus: statusOf(error) },
			};
		},
	});

export const router = t.router;
/** Makes a function that calls procedures directly: for `load` on the server, and for tests. */
export const createCallerFactory = t.createCallerFactory;

const signedIn = t.middleware(({ ctx, next }) => {
	if (!ctx.person) throw failure(fail('NOT_SIGNED_IN'));
	return next({ ctx: { ...ctx, person: ctx.person } });
});

const inCommittee = t.middleware(async ({ ctx, next, rawInput }) => {
	if (!ctx.person) throw failure(fail('NOT_SIGNED_IN'));
	const { committee } = ctx.person;
	if (!committee) throw failure(fail('FORBIDDEN'));
	const person: SignedIn & { committee: typeof committee } = { ...ctx.person, committee };
	const { db } = ctx.app.services;
	/** Tells whether the member may look at a unit; the same answer for one that does not exist. */
	const scope = async (): Promise<(unitId: string) => boolean> => {
		const [units, former] = await Promise.all([listUnits(db), listFormerUnits(db)]);
		return (unitId) => isInScope(committee.unitId, unitId, units, former);
	};
	// Whatever a procedure does with it: a unit that is named must be within the member's scope.
	const named = unitsIn(rawInput);
	if (named.length > 0 && !named.every(await scope())) throw failure(fail('FORBIDDEN'));
	return next({ ctx: { ...ctx, person, scope } });
});

const administers = t.middleware(({ ctx, next }) => {
	if (!ctx.person) throw failure(fail('NOT_SIGNED_IN'));
	if (!ctx.person.administrator) throw failure(fail('FORBIDDEN'));
	return next({ ctx: { ...ctx, person: ctx.person } });
});

/** Values of `unitId` and `unitIds` at the top of an input. */
function unitsIn(input: unknown): string[] {
	if (typeof input !== 'object' || input === null) return [];
	const { unitId, unitIds } = input as { unitId?: unknown; unitIds?: unknown };
	return [unitId, ...(Array.isArray(unitIds) ? unitIds : [])].filter(
		(id) => typeof id === 'string',
	);
}

export const procedure = {
	/** Anybody, also without a session. */
	public: t.procedure.meta({ access: 'public' }),
	/** Everybody who works here and is signed in. */
	employee: t.procedure.meta({ access: 'employee' }).use(signedIn),
	/** Members of the committee; a `unitId` (or `unitIds`) in the input must be within their scope. */
	committee: t.procedure.meta({ access: 'committee' }).use(inCommittee),
	administrator: t.procedure.meta({ access: 'administrator' }).use(administers),
};
