/** A lexicon merged with the organisation's own additions, for devices: its name holds its hash, so it never changes and may be kept for good. */
import { getApp } from '#server/app.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, request }) => {
	const file = getApp().lexicon.files.get(params.file);
	if (!file) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
	const accepted = request.headers.get('accept-encoding') ?? '';
	const encoding = (['br', 'gzip'] as const).find((one) =>
		new RegExp(`\\b${one}\\b`).test(accepted),
	);
	return new Response(new Uint8Array(encoding ? file[encoding] : file.bytes), {
		headers: {
			'content-type': 'application/octet-stream',
			'cache-control': 'public, max-age=31536000, immutable',
			vary: 'accept-encoding',
			...(encoding ? { 'content-encoding': encoding } : {}),
		},
	});
};
