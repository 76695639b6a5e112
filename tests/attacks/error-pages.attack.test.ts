/** The attacker provokes errors, expected and not, and reads the answers and the log for paths, queries, values and stacks. */
import { expect, it, vi } from 'vitest';
import { makeApp } from '../integration/app-rig.ts';
import { openDoor } from './door.ts';
import { sessionOf } from './session-of.ts';

const SECRET = 'grommeleuse-zanzibariote';

it('finds a code or an id, never what was typed, asked of the database or where the code lies', async () => {
	const rig = await makeApp();
	const ask = await openDoor(rig.app);
	const cookie = await sessionOf(rig.app, 'ada');
	const headers = { cookie, 'content-type': 'application/json', origin: rig.app.config.origin };
	let logged = '';
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((logged += String(text)), true));
	const post = (path: string, body: string) =>
		ask(`/trpc/${path}`, { method: 'POST', headers, body });
	const answers = [
		await post('admin.updateOrganisation', `{"name":"${SECRET}`),
		await post('admin.updateOrganisation', JSON.stringify({ name: SECRET, lang: SECRET })),
		await post(`admin.${SECRET}`, '{}'),
		await post('admin.grantRole', JSON.stringify({ personId: SECRET, role: 'administrator' })),
		await ask(`/trpc/committee.unit?input=${encodeURIComponent(SECRET)}`, { headers }),
	];
	await rig.pool.query(
		`create function boom() returns trigger language plpgsql as
		 $$ begin raise exception 'no % please', new.name; end $$;
		 create trigger boom before update on organisation for each row execute function boom()`,
	);
	answers.push(
		await post('admin.updateOrganisation', JSON.stringify({ name: SECRET, lang: 'fr' })),
	);
	await rig.pool.query(
		'drop trigger boom on organisation; alter table organisation rename name to gone',
	);
	const broken = await ask(`/trpc/account.me?${SECRET}`, { headers });
	vi.restoreAllMocks();
	const leak = /zanzibariote|select |update |insert |node_modules|\.ts\b|\.js\b|at .*\(|stack/i;
	for (const { status, text } of answers) {
		expect(status).toBeGreaterThanOrEqual(400);
		expect(text).not.toMatch(leak);
		expect(text).toMatch(/"code":/);
	}
	expect(answers.at(-1)!.status).toBe(500);
	expect(answers.at(-1)!.text).toMatch(/UNKNOWN/);
	expect(broken.status).toBe(500);
	expect(JSON.parse(broken.text)).toEqual({
		message: 'UNKNOWN',
		id: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
	});
	expect(logged.match(/unexpected error/g)!.length).toBeGreaterThan(1);
	expect(logged).not.toContain(SECRET);
});
