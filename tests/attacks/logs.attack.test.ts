/** The attacker reads everything the server writes to its console and logs while people sign in, are refused and contribute: addresses, browsers, tokens, names, ids. */
import { expect, it, vi } from 'vitest';
import { log, logError } from '#server/log.ts';
import { makeApp } from '../integration/app-rig.ts';
import { openDoor } from './door.ts';
import { sessionOf } from './session-of.ts';

it('finds none of them', async () => {
	const rig = await makeApp();
	const ask = await openDoor(rig.app);
	let said = '';
	for (const stream of [process.stderr, process.stdout])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
	for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
		vi.spyOn(console, name).mockImplementation((...all) => void (said += all.join(' ')));
	const browser = 'Mozilla/5.0 (Zanzibar; rv:1.0)';
	const headers = {
		'user-agent': browser,
		'x-forwarded-for': '203.0.113.77',
		origin: rig.app.config.origin,
		'content-type': 'application/json',
	};
	const cookie = await sessionOf(rig.app, 'emile');
	rig.app.signIn.request('emile@example.org');
	rig.app.signIn.request('stranger@example.org');
	await rig.app.signIn.settled();
	const token = new URL(rig.outbox[0]!.link!).searchParams.get('token')!;
	expect(token.length).toBeGreaterThan(10);
	await rig.app.signIn.confirm(`${token}x`);
	expect(await rig.app.signIn.confirm(token)).toMatchObject({ ok: true });
	await ask('/trpc/account.me', { headers: { ...headers, cookie } });
	await ask('/trpc/admin.people', { headers: { ...headers, cookie } });
	await ask('/api/voice', { method: 'POST', headers, body: 'je suis la grommeleuse' });
	await ask('/api/keys', { headers });
	// A failing database while somebody signs in and contributes.
	await rig.pool.query('alter table person rename to person_away');
	rig.app.signIn.request('hugo@example.org');
	await rig.app.signIn.settled();
	await ask('/trpc/account.me', { headers: { ...headers, cookie } });
	await rig.pool.query('alter table person_away rename to person');
	logError('x', new Error('emile@example.org said grommeleuse'));
	log('x', { who: 'emile@example.org', text: 'la grommeleuse, dit-il' });
	vi.restoreAllMocks();
	expect(said).toContain('unexpected error');
	for (const secret of [token, browser, '203.0.113.77', '@example.org', 'grommeleuse', 'emile'])
		expect(said.includes(secret), secret).toBe(false);
	for (const pair of cookie.split('; ')) expect(said).not.toContain(pair.split('=')[1]);
});
