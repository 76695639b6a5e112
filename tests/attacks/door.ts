/** The application's doors without Kit around them: the very hooks and endpoints, one request in, one answer out. */
import { onTestFinished } from 'vitest';
import type { App } from '#server/app.ts';
import { RUNNING } from '#server/running.ts';

/** What Kit itself runs hooks in; it has no types. */
const KIT = '@sveltejs/kit/internal/server';
type Kit = { with_request_store<T>(store: object, work: () => T): T };
type Jar = Map<string, string>;
type Handler = (event: unknown) => Promise<Response> | Response;
const ENDPOINTS: Record<string, () => Promise<Partial<Record<'GET' | 'POST', Handler>>>> = {
	'/api/voice': () => import('../../src/routes/api/voice/+server.ts') as never,
	'/api/keys': () => import('../../src/routes/api/keys/+server.ts') as never,
	'/api/ledger': () => import('../../src/routes/api/ledger/+server.ts') as never,
	'/api/health': () => import('../../src/routes/api/health/+server.ts') as never,
	'/trpc': () => import('../../src/routes/trpc/[...procedure]/+server.ts') as never,
};

export type Asked = {
	method?: string;
	headers?: Record<string, string>;
	body?: string;
};
/** `person`: whom the hooks recognised. */
export type Answered = {
	status: number;
	headers: Headers;
	text: string;
	/** Cookies set by hooks or endpoint. */
	set: Jar;
	person: string | null | undefined;
};

/** To be called in a test: its app is the running one until the test ends. */
export async function openDoor(
	app: App,
): Promise<(path: string, asked?: Asked) => Promise<Answered>> {
	const holder = globalThis as { [RUNNING]?: unknown };
	holder[RUNNING] = { app, stop: () => Promise.resolve() };
	onTestFinished(() => void delete holder[RUNNING]);
	const { with_request_store } = (await import(KIT)) as Kit;
	const { handle, handleError } = await import('../../src/hooks.server.ts');
	const origin = app.config.origin;
	return async (path, { method = 'GET', headers = {}, body } = {}) => {
		const url = new URL(path, origin);
		const request = new Request(url, {
			method,
			headers: body === undefined ? headers : { 'content-length': String(body.length), ...headers },
			...(body === undefined ? {} : { body }),
		});
		const sent = new Map(
			(headers.cookie ?? '').split('; ').map((pair) => {
				const at = pair.indexOf('=');
				return [pair.slice(0, at), pair.slice(at + 1)] as const;
			}),
		);
		const set: Jar = new Map();
		const cookies = {
			get: (name: string) => sent.get(name),
			set: (name: string, value: string) => void set.set(name, value),
			delete: (name: string) => void set.set(name, ''),
		};
		const procedure = url.pathname.replace(/^\/trpc\//, '');
		const locals: { person?: { personId: string } | null } = {};
		const event = {
			...{ url, request, cookies, locals, params: { procedure } },
			setHeaders: () => {},
			getClientAddress: () => '203.0.113.77',
		};
		const resolve = async (): Promise<Response> => {
			const room = url.pathname.startsWith('/trpc/') ? '/trpc' : url.pathname;
			const endpoint = (await ENDPOINTS[room]?.())?.[method as 'GET' | 'POST'];
			if (!endpoint) return new Response(null, { status: 404 });
			return endpoint(event);
		};
		const state = {
			tracing: { record_span: ({ fn }: { fn: (span: object) => unknown }) => fn({}) },
		};
		const response = await with_request_store({ event, state }, () =>
			Promise.resolve(handle({ event, resolve } as never)).catch(async (error: unknown) => {
				// As Kit does with what a hook or an endpoint throws.
				const said = await handleError({ error, event, status: 500, message: '' } as never);
				return Response.json(said, { status: 500 });
			}),
		);
		return {
			status: response.status,
			headers: response.headers,
			text: await response.text(),
			set,
			person: locals.person && locals.person.personId,
		};
	};
}
