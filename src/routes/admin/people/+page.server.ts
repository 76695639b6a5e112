/** Only administrators may look; the imports themselves go over tRPC. */
import { call } from '../../call.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	call(locals, async (api) => ({ pools: (await api.admin.overview()).pools }));
