/** What every page shows: whose Murmure this is, and who is here. */
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	lang: locals.lang,
	organisation: locals.organisation,
	person: locals.person && {
		personId: locals.person.personId,
		name: locals.person.name,
		committee: locals.person.committee !== null,
		administrator: locals.person.administrator,
	},
});
