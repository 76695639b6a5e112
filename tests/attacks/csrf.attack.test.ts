/** The attacker has a page of their own that a signed-in administrator visits, and has the browser post JSON (as text/plain, without origin, with a null one) to Murmure. */
import { expect, it } from 'vitest';
import { findOrganisation } from '#server/db/organisation.ts';
import { makeApp } from '../integration/app-rig.ts';
import { openDoor } from './door.ts';
import { sessionOf } from './session-of.ts';

it('is refused whatever origin and type it comes with, and nothing is changed', async () => {
	const rig = await makeApp();
	const ask = await openDoor(rig.app);
	const cookie = await sessionOf(rig.app, 'ada');
	const own = rig.app.config.origin;
	const path = '/trpc/admin.updateOrganisation';
	const body = JSON.stringify({ name: 'Taken over', lang: 'en' });
	const foreign = ['https://evil.example', 'null', `${own}.evil.example`, `${own}:81`, undefined];
	for (const origin of foreign)
		for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
			const headers = { cookie, 'content-type': type, ...(origin ? { origin } : {}) };
			const answer = await ask(path, { method: 'POST', headers, body });
			expect([answer.status, JSON.parse(answer.text)]).toEqual([403, { code: 'BAD_ORIGIN' }]);
		}
	// A link or an image can only GET: a change is not to be had that way.
	const got = await ask(`${path}?input=${encodeURIComponent(body)}`, { headers: { cookie } });
	expect(got.status).toBeGreaterThanOrEqual(400);
	expect((await findOrganisation(rig.db))!.name).toBe('Essai');
	// The very same request from our own page is taken.
	const headers = { cookie, 'content-type': 'application/json', origin: own };
	expect((await ask(path, { method: 'POST', headers, body })).status).toBe(200);
	expect((await findOrganisation(rig.db))!.name).toBe('Taken over');
});
