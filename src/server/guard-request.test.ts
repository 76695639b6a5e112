import { describe, expect, it } from 'vitest';
import { guardRequest } from './guard-request.ts';

const ORIGIN = 'https://murmure.example.org';
const guard = (
	pathname: string,
	headers: Record<string, string>,
	method = 'POST',
	anonymous = false,
) =>
	guardRequest(
		{ method, headers: new Headers(headers) },
		{ pathname, origin: ORIGIN },
		{ anonymous },
	);

describe('a request that changes something', () => {
	it('comes from our own pages', () => {
		expect(guard('/trpc/account.setLang', { origin: ORIGIN, 'content-length': '12' })).toBeNull();
		for (const origin of [
			'https://evil.example',
			'null',
			'http://murmure.example.org',
			`${ORIGIN}.evil.example`,
		])
			expect(guard('/trpc/account.setLang', { origin })).toMatchObject({
				status: 403,
				code: 'BAD_ORIGIN',
			});
		expect(guard('/sign-in', {})).toMatchObject({ code: 'BAD_ORIGIN' });
		for (const method of ['PUT', 'PATCH', 'DELETE'])
			expect(guard('/sign-in', {}, method)).toMatchObject({ code: 'BAD_ORIGIN' });
	});

	it('is small, but for an import, and says its length', () => {
		const sized = (path: string, length: number) =>
			guard(path, { origin: ORIGIN, 'content-length': String(length) })?.code;
		expect(sized('/sign-in', 20_000)).toBe('BODY_TOO_LARGE');
		expect(sized('/trpc/account.setLang', 200_000)).toBe('BODY_TOO_LARGE');
		expect(sized('/trpc/admin.importPeople', 3_000_000)).toBeUndefined();
		expect(sized('/trpc/admin.importPeople,account.setLang', 3_000_000)).toBe('BODY_TOO_LARGE');
		expect(sized('/trpc/admin.importPeople', 5_000_000)).toBe('BODY_TOO_LARGE');
		expect(guard('/sign-in', { origin: ORIGIN, 'transfer-encoding': 'chunked' })).toMatchObject({
			status: 411,
		});
	});

	it('needs no origin where no cookie counts', () => {
		expect(guard('/api/voice', { 'content-length': '4096' }, 'POST', true)).toBeNull();
		expect(guard('/api/voice', { 'content-length': '40960' }, 'POST', true)).toMatchObject({
			code: 'BODY_TOO_LARGE',
		});
	});
});

describe('a request that only looks', () => {
	it('passes', () => {
		for (const method of ['GET', 'HEAD']) expect(guard('/', {}, method)).toBeNull();
	});
});
