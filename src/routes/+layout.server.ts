/** What every page shows: whose Murmure this is, and who is here; and where a lexicon merged with own additions is. */
import { getApp } from '#server/app.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	lang: locals.lang,
	lexicons: getApp().lexicon.addresses,
	organisation: locals.organisation,
	person: locals.person && {
		personId: locals.person.personId,
		name: locals.person.name,
		committee: locals.person.committee !== null,
		administrator: locals.person.administrator,
	},
});
