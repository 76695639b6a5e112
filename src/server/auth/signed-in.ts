/** Who is signed in and what they may do; looked up at each request, so that a role taken away ends at once. */
import type { Lang, Role, Side } from '#contracts/ids.ts';
import type { Queryable } from '../db/database.ts';
import { findPerson, rolesOf } from '../db/people.ts';

export type SignedIn = {
	personId: string;
	name: string;
	unitId: string;
	lang: Lang | null;
	administrator: boolean;
	/** `unitId`: from where down they may look; null for the whole organisation. */
	committee: { side: Side; unitId: string | null } | null;
};

/** Null for someone who left. */
export async function findSignedIn(db: Queryable, personId: string): Promise<SignedIn | null> {
	const [person, roles] = await Promise.all([findPerson(db, personId), rolesOf(db, personId)]);
	if (!person?.active) return null;
	const committee = roles.find((grant) => grant.role === 'committee');
	return {
		personId,
		name: person.name,
		unitId: person.unitId,
		lang: person.lang,
		administrator: roles.some((grant) => grant.role === 'administrator'),
		committee: committee?.side ? { side: committee.side, unitId: committee.unitId } : null,
	};
}

/** Everyone who works here may check in; the other roles are granted. */
export const rolesOfSignedIn = (person: SignedIn): Role[] => [
	'employee',
	...(person.committee ? (['committee'] as const) : []),
	...(person.administrator ? (['administrator'] as const) : []),
];
