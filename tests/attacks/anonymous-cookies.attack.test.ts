/** The attacker reads the server's traffic and memory: were a session cookie recognised, renewed or set at the anonymous endpoints, it would tie the envelope to its sender. */
import { expect, it, vi } from 'vitest';
import { ENVELOPE_BYTES } from '#contracts/protocol.ts';
import { makeApp } from '../integration/app-rig.ts';
import { openDoor } from './door.ts';
import { sessionOf } from './session-of.ts';

it('neither looks at a cookie nor sets one, and answers the same with and without', async () => {
	const rig = await makeApp();
	const ask = await openDoor(rig.app);
	const cookie = `${await sessionOf(rig.app, 'emile')}; murmure-lang=en`;
	expect((await ask('/trpc/account.me', { headers: { cookie } })).person).toBe('emile');
	const recognise = vi.spyOn(rig.app.auth, 'recognise');
	const body = 'x'.repeat(ENVELOPE_BYTES);
	for (const [path, asked] of [
		['/api/voice', { method: 'POST', body }],
		['/api/keys', {}],
		['/api/health', {}],
	] as const) {
		const bare = await ask(path, asked);
		const known = await ask(path, { ...asked, headers: { cookie, accept: 'text/html' } });
		expect(known.person, path).toBeNull();
		expect(known.text).toBe(bare.text);
		expect(known.status).toBe(bare.status);
		expect([...known.headers]).toEqual([...bare.headers]);
		expect(known.headers.has('set-cookie')).toBe(false);
		expect([...known.set, ...bare.set]).toEqual([]);
	}
	expect(recognise).not.toHaveBeenCalled();
});
