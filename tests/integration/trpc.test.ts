import { createTRPCHandle } from 'trpc-sveltekit';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { appRouter } from '#server/trpc/router.ts';
import { makeApp, type AppRig } from './app-rig.ts';

let rig: AppRig;
beforeAll(async () => {
	rig = await makeApp();
});
afterEach(() => vi.restoreAllMocks());

/** One request as the route hands it to tRPC. */
async function request(
	path: string,
	options: { body?: string; as?: string; broken?: boolean } = {},
) {
	const { body, as, broken } = options;
	const app = broken
		? { ...rig.app, services: { ...rig.app.services, db: null as never } }
		: rig.app;
	const person = as ? await rig.person(as) : null;
	const handle = createTRPCHandle({
		router: appRouter,
		createContext: () => ({ app, person, lang: 'fr' as const }),
	});
	const url = new URL(`http://localhost/trpc/${path}`);
	const event = {
		url,
		request: new Request(
			url,
			body === undefined
				? {}
				: { method: 'POST', body, headers: { 'content-type': 'application/json' } },
		),
		setHeaders: () => {},
		cookies: { set: () => {}, delete: () => {} },
	};
	const response = await handle({ event: event as never, resolve: () => new Response() });
	return { status: response.status, text: await response.text() };
}

const errorOf = (text: string): Record<string, unknown> =>
	withoutStatus((JSON.parse(text) as { error: { data: Record<string, unknown> } }).error.data);

const withoutStatus = ({ httpStatus, ...data }: Record<string, unknown>) => {
	expect(httpStatus).toBeTypeOf('number');
	return data;
};

describe('a procedure over the wire', () => {
	it('answers', async () => {
		const { status, text } = await request('account.me', { as: 'emile' });
		expect(status).toBe(200);
		expect(JSON.parse(text)).toMatchObject({
			result: {
				data: {
					person: { name: 'emile', roles: ['employee'] },
					organisation: { name: 'Essai', k: 8 },
				},
			},
		});
	});

	it('refuses malformed JSON, wrong fields and unknown names by a stable code', async () => {
		expect(errorOf((await request('account.setLang', { as: 'emile', body: '{' })).text)).toEqual({
			code: 'BAD_INPUT',
		});
		const wrong = await request('account.setLang', { as: 'emile', body: '{"lang":"de"}' });
		expect(wrong.status).toBe(400);
		expect(errorOf(wrong.text)).toEqual({ code: 'BAD_INPUT', detail: { field: 'lang' } });
		const unknown = await request('admin.everything', { as: 'ada' });
		expect(unknown.status).toBe(404);
		expect(errorOf(unknown.text)).toEqual({ code: 'NOT_FOUND' });
	});

	it('says an expected failure by its code', async () => {
		const body = JSON.stringify({ personId: 'ada', role: 'administrator' });
		const { status, text } = await request('admin.revokeRole', { as: 'ada', body });
		expect(status).toBe(400);
		expect(errorOf(text)).toEqual({ code: 'ADMINISTRATOR_MISSING' });
	});

	it('shows an id only of what it did not expect, and logs it without what was typed', async () => {
		const lines: string[] = [];
		vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
		const secret = 'je n’en peux plus';
		const body = JSON.stringify({ name: secret, lang: 'fr' });
		const { status, text } = await request('admin.updateOrganisation', {
			as: 'ada',
			body,
			broken: true,
		});
		expect(status).toBe(500);
		const data = errorOf(text);
		expect(data).toEqual({ code: 'UNKNOWN', id: expect.stringMatching(/^[0-9a-f]{8}$/) as string });
		expect(text).not.toMatch(/TypeError|null|stack|\.ts/);
		expect(lines.join('')).toContain(String(data.id));
		expect(lines.join('')).toContain('organisation.ts');
		expect(lines.join('')).not.toContain(secret);
	});

	it('imports by preview, then for good', async () => {
		const content =
			'unit_id,parent_id,name\norganisation,,Essai\na,organisation,A\na1,a,A1\nb,organisation,B\nc,b,C\n';
		const preview = await request('admin.importUnits', {
			as: 'ada',
			body: JSON.stringify({ content, dryRun: true }),
		});
		expect(JSON.parse(preview.text)).toMatchObject({
			result: { data: { applied: false, added: ['C'] } },
		});
		const done = await request('admin.importUnits', {
			as: 'ada',
			body: JSON.stringify({ content, dryRun: false }),
		});
		expect(JSON.parse(done.text)).toMatchObject({
			result: { data: { applied: true, added: ['C'] } },
		});
		const overview = await (await rig.as('ada')).admin.overview();
		expect(overview.units.map(({ unitId }) => unitId)).toContain('c');
		expect(overview.ledger).toMatchObject({ seq: 1 });
	});
});
