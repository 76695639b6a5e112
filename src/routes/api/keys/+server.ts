/** The published key list, the same for everybody: no session is looked at, so nobody can be told apart. */
import { createHash } from 'node:crypto';
import { getApp } from '#server/app.ts';
import { readPublicKeys } from '#server/voices/public-keys.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request }) => {
	const body = JSON.stringify(await readPublicKeys(getApp().services.db));
	const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
	// May be kept, but is asked for again: a round that has just been released must not look open.
	const headers = { etag, 'cache-control': 'public, no-cache' };
	if (request.headers.get('if-none-match') === etag)
		return new Response(null, { status: 304, headers });
	return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
};
