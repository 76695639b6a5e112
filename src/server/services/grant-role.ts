/** Who may look and who may administer: granted and taken back by administrators, in the ledger. */
import { z } from 'zod';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { SIDES } from '#contracts/ids.ts';
import { holdLock, LOCKS } from '../db/locks.ts';
import { listUnits } from '../db/organisation.ts';
import { deleteRole, findPerson, listRoles, upsertRole } from '../db/people.ts';
import { announcingSeats } from './announce-seats.ts';
import type { ServiceContext } from './context.ts';

export const grantSchema = z.discriminatedUnion('role', [
	z.strictObject({ personId: z.string().max(80), role: z.literal('administrator') }),
	z.strictObject({
		personId: z.string().max(80),
		role: z.literal('committee'),
		side: z.enum(SIDES),
		/** From where down they may look; null: the whole organisation. */
		scope: z.string().max(60).nullable(),
	}),
]);
export type GrantInput = z.infer<typeof grantSchema>;

/** Grants, or changes side and scope. @returns NOT_FOUND for a person, UNIT_UNKNOWN for a scope. */
export async function grantRole(ctx: ServiceContext, input: GrantInput): Promise<Result<null>> {
	return ctx.db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.import);
		const person = await findPerson(tx, input.personId);
		if (!person?.active) return fail('NOT_FOUND', { field: 'personId' });
		const committee = input.role === 'committee' ? input : null;
		const scope = committee?.scope ?? null;
		if (scope !== null && !(await listUnits(tx)).some((unit) => unit.unitId === scope))
			return fail('UNIT_UNKNOWN', { field: 'scope', value: scope });
		const { personId, role } = input;
		await announcingSeats(tx, ctx.now(), () =>
			upsertRole(tx, { personId, role, side: committee?.side ?? null, unitId: scope }),
		);
		return ok(null);
	});
}

export const revokeSchema = z.strictObject({
	personId: z.string().max(80),
	role: z.enum(['committee', 'administrator']),
});

/** @returns ADMINISTRATOR_MISSING if nobody would be left to administer. */
export async function revokeRole(
	ctx: ServiceContext,
	{ personId, role }: z.infer<typeof revokeSchema>,
): Promise<Result<null>> {
	return ctx.db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.import);
		const administrators = (await listRoles(tx)).filter((grant) => grant.role === 'administrator');
		if (role === 'administrator' && administrators.every((grant) => grant.personId === personId))
			return fail('ADMINISTRATOR_MISSING');
		await announcingSeats(tx, ctx.now(), () => deleteRole(tx, personId, role));
		return ok(null);
	});
}
