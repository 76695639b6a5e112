/** The committee's overview of one period; the latest by default. */
import { call } from '../call.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	call(locals, (api) =>
		api.committee.overview({ period: url.searchParams.get('period') ?? undefined }),
	);
