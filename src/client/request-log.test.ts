import { describe, expect, it } from 'vitest';
import { readRequests, startRequestLog } from './request-log.ts';

function page(entries: { name: string; encodedBodySize: number; startTime: number }[]) {
	const target = {
		location: { href: 'https://here.example/a', origin: 'https://here.example' },
		fetch: () => Promise.resolve(new Response()),
		performance: { getEntriesByType: (type: string) => (type === 'resource' ? entries : []) },
	};
	return target as unknown as Window & typeof globalThis;
}

describe('the log of requests', () => {
	it('shows what was sent, with its size and content, in order, and what went elsewhere', async () => {
		const target = page([
			{ name: 'https://here.example/trpc/x', encodedBodySize: 20, startTime: 9 },
			{ name: 'https://here.example/_app/a.js', encodedBodySize: 99, startTime: 1 },
			{ name: 'https://elsewhere.example/p?q=1', encodedBodySize: 0, startTime: 3 },
		]);
		startRequestLog(target);
		await target.fetch('/trpc/x', { method: 'post', body: '{"é":1}' });
		await target.fetch('/api/voice', { method: 'POST', body: new TextEncoder().encode('abc') });
		const [file, other, call, pending] = readRequests(target);
		expect(file).toMatchObject({ path: '/_app/a.js', file: true, sent: 0, body: null });
		expect(other).toMatchObject({ path: 'https://elsewhere.example/p?q=1', elsewhere: true });
		expect(call).toEqual({
			method: 'POST',
			path: '/trpc/x',
			elsewhere: false,
			sent: 8,
			body: '{"é":1}',
			received: 20,
			file: false,
		});
		expect(pending).toMatchObject({ path: '/api/voice', sent: 3, body: 'abc', received: null });
	});
});
