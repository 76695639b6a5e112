/** The ledger's rows, from `?from=SEQ` on, the same for everybody; what they hold only for those who may read results. */
import { json } from '@sveltejs/kit';
import { getApp } from '#server/app.ts';
import { mayReadContents } from '#server/ledger-reader.ts';
import { readLedgerPage } from '#server/services/read-ledger-page.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, url }) => {
	const from = url.searchParams.get('from') ?? '0';
	if (!/^\d{1,9}$/.test(from)) return json({ code: 'BAD_INPUT' }, { status: 400 });
	const { config, secret, services, organisation } = getApp();
	const contents = mayReadContents(request.headers.get('authorization'), {
		secret,
		open: config.ledgerPublic || (await organisation())?.demo === true,
	});
	return json(await readLedgerPage(services, Number(from), contents), {
		headers: { 'cache-control': 'no-store' },
	});
};
