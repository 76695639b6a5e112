/** One unit: its own history, measure by measure. */
import { call } from '../../../call.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	call(locals, (api) =>
		api.committee.unit({ unitId: params.id, period: url.searchParams.get('period') ?? undefined }),
	);
