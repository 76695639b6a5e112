/** Takes anonymous voices: no cookie is read or set, and every answer has the same size. */
import { getApp } from '#server/app.ts';
import { answerOf } from '#server/voices/submit-voice.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request }) => {
	const posted = new Uint8Array(await request.arrayBuffer());
	const { status, body } = answerOf(await getApp().voices.submit(posted));
	return new Response(body, {
		status,
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
	});
};
