/** The attacker has every role at once and compares everything that can be read before and after some people answered: a counter that moves, or a list, would tell who has not. */
import { expect, it } from 'vitest';
import { assemble } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { findSignedIn } from '#server/auth/signed-in.ts';
import { upsertRole } from '#server/db/people.ts';
import { appRouter } from '#server/trpc/router.ts';
import { createCaller } from '#server/trpc/router.ts';
import { makeRig } from '../integration/voices-rig.ts';
import { openDoor } from './door.ts';

it('reads the very same: nothing tells how many answered, or who', async () => {
	const rig = await makeRig();
	const config = readConfig(
		{ MURMURE_DATA_DIR: rig.folder, MURMURE_KEY_DIR: rig.folder },
		rig.folder,
	);
	if (!config.ok) throw new Error('config');
	const app = assemble(config.value, rig);
	const ask = await openDoor(app);
	await upsertRole(rig.db, { personId: 'a-0', role: 'administrator', side: null, unitId: null });
	await upsertRole(rig.db, { personId: 'a-0', role: 'committee', side: 'hr', unitId: null });
	const inputs: Record<string, unknown> = { 'committee.overview': {}, 'committee.lexicon': {} };
	const queries = Object.entries(
		appRouter._def.procedures as unknown as Record<string, { _def: { query?: true } }>,
	).filter(([, { _def }]) => _def.query);
	expect(queries.length).toBeGreaterThan(8);
	const readAll = async (): Promise<Record<string, string>> => {
		const read: Record<string, string> = {};
		for (const personId of ['a-0', 'a-5']) {
			const person = await findSignedIn(rig.db, personId);
			const api = createCaller({ app, person, lang: 'fr' }) as unknown as Record<
				string,
				Record<string, (input: unknown) => Promise<unknown>>
			>;
			for (const [path] of queries) {
				const [group = '', name = ''] = path.split('.');
				if (path.startsWith('committee.lexicon')) continue;
				read[`${path} ${personId}`] = await api[group]![name]!(inputs[path]).then(
					(value) => JSON.stringify(value) ?? 'undefined',
					(error: Error) => error.message,
				);
			}
		}
		for (const path of ['/api/keys', '/api/health']) read[path] = (await ask(path)).text;
		return read;
	};
	const before = await readAll();
	expect(before['ballots.mine a-5']).toContain('Personne a 03');
	const ids = rig.people.slice(0, 9).map(({ personId }) => personId);
	await rig.post(...(await Promise.all(ids.map((id) => rig.envelope(id)))));
	expect((await rig.inbox()).length).toBeGreaterThanOrEqual(9);
	expect(await readAll()).toEqual(before);
	// Nor does the database hold such a list: a ballot says that it was fetched, by anybody, for any round.
	const { rows } = await rig.pool.query(
		`select table_name || '.' || column_name as name from information_schema.columns
		 where table_schema = 'public' and column_name ~ '(answer|spent|used|respond|replied|last_seen|voted|participat|count$)'`,
	);
	expect(rows.map((row: { name: string }) => row.name)).toEqual([]);
	await app.voices.stop();
	await app.gate.close();
});
