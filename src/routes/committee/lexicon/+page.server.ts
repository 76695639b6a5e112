/** The whole lexicon, a page of it at a time, and how well texts are read with it. */
import { call } from '../../call.ts';
import { filterOf, readAddress } from './address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const address = readAddress(url.searchParams, locals.lang);
	return {
		address,
		view: await call(locals, (api) =>
			api.committee.lexicon({ ...filterOf(address), page: address.page }),
		),
	};
};
