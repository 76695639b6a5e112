/** Chooses whom a visitor of the demonstration becomes. */
import type { DemoRole } from '../demo-links.ts';
import { findPerson, listPeople, listRoles, upsertUser } from '../db/people.ts';
import { runningSeason, peopleWithoutBallots, poolOfPerson } from '../db/voices.ts';
import type { ServiceContext } from './context.ts';

/** Employees already given to a visitor of this process: their device may still be fetching its ballots. */
const given = new Set<string>();

/**
 * The person `demo-<role>` if the demonstration has one, else the first (by id) with that role. For an employee, someone
 * without any other role whose ballots no device has fetched yet: each new device may then contribute.
 * Makes their sign-in user. @returns their id; null if nobody fits.
 */
export async function enterDemo(ctx: ServiceContext, as: DemoRole): Promise<string | null> {
	const personId = (as === 'employee' && (await freshEmployee(ctx))) || (await known(ctx, as));
	const person = personId && (await findPerson(ctx.db, personId));
	if (!person || !person.active) return null;
	// An address that can exist nowhere, for those without mail.
	const mail = person.mail?.toLowerCase() ?? `${person.personId.toLowerCase()}@no-mail.invalid`;
	await upsertUser(ctx.db, person.personId, mail, ctx.now());
	return person.personId;
}

/** The link's own employee first, then colleagues of the same group, then anybody. */
async function freshEmployee({ db }: ServiceContext): Promise<string | null> {
	const season = await runningSeason(db);
	if (!season) return null;
	const pool = await poolOfPerson(db, season.seasonId, 'demo-employee');
	const [free, grants] = await Promise.all([
		peopleWithoutBallots(db, season.seasonId, pool ?? null),
		listRoles(db),
	]);
	const plain = free.filter(
		(id) => !given.has(id) && !grants.some(({ personId }) => personId === id),
	);
	const chosen = plain.find((id) => id === 'demo-employee') ?? plain[0] ?? null;
	if (chosen) given.add(chosen);
	return chosen;
}

async function known(ctx: ServiceContext, as: DemoRole): Promise<string | null> {
	const named = await findPerson(ctx.db, `demo-${as}`);
	if (named) return named.personId;
	const [people, grants] = await Promise.all([listPeople(ctx.db), listRoles(ctx.db)]);
	const holds = (personId: string) => grants.some((one) => one.personId === personId);
	const first = people
		.filter((person) => person.active)
		.sort((a, b) => (a.personId < b.personId ? -1 : 1))
		.find(({ personId }) =>
			as === 'employee'
				? !holds(personId)
				: grants.some((one) => one.personId === personId && one.role === as),
		);
	return first?.personId ?? null;
}
