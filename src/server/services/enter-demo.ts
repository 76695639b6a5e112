/** Chooses whom a visitor of the demonstration becomes. */
import type { DemoRole } from '../demo-links.ts';
import { findPerson, listPeople, listRoles, upsertUser } from '../db/people.ts';
import type { ServiceContext } from './context.ts';

/**
 * The person `demo-<role>` if the demonstration has one, else the first (by id) with that role: for an employee,
 * someone without any other. Makes their sign-in user. @returns their id; null if nobody fits.
 */
export async function enterDemo(ctx: ServiceContext, as: DemoRole): Promise<string | null> {
	const person = (await findPerson(ctx.db, `demo-${as}`)) ?? (await firstWith(ctx, as));
	if (!person?.active) return null;
	// An address that can exist nowhere, for those without mail.
	const mail = person.mail?.toLowerCase() ?? `${person.personId.toLowerCase()}@no-mail.invalid`;
	await upsertUser(ctx.db, person.personId, mail, ctx.now());
	return person.personId;
}

async function firstWith(ctx: ServiceContext, as: DemoRole) {
	const [people, grants] = await Promise.all([listPeople(ctx.db), listRoles(ctx.db)]);
	const holds = (personId: string) => grants.some((one) => one.personId === personId);
	return people
		.filter((person) => person.active)
		.sort((a, b) => (a.personId < b.personId ? -1 : 1))
		.find(({ personId }) =>
			as === 'employee'
				? !holds(personId)
				: grants.some((one) => one.personId === personId && one.role === as),
		);
}
