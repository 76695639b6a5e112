/** What anybody may check without signing in, and, for who is signed in, their own group; for the whole committee, the reader's code. */
import { getApp } from '#server/app.ts';
import { readerCode } from '#server/ledger-reader.ts';
import { readTrust } from '#server/services/read-trust.ts';
import { call } from '../call.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { services, secret } = getApp();
	const mine = locals.person ? await call(locals, (api) => api.ballots.mine()) : null;
	// It opens every unit's results: not for members who may look at a part only.
	const whole = locals.person?.committee?.unitId === null;
	return {
		trust: await readTrust(services),
		mine: mine && { pool: mine.poolName, people: mine.people },
		code: whole ? readerCode(secret) : null,
		origin: url.origin,
	};
};
