/** The list of what this build serves to browsers, with the signature of its release if there is one. */
import { json } from '@sveltejs/kit';
import { readWebManifest } from '#server/web-manifest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => {
	const manifest = readWebManifest();
	if (!manifest) return json({ code: 'NOT_FOUND' }, { status: 404 });
	return json(manifest, { headers: { 'cache-control': 'public, no-cache' } });
};
