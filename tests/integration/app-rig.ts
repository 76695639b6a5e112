/** The app on a fresh database, with a small organisation: root, `a` (with `a1` below) and `b`; one person of each kind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { assemble, type App } from '#server/app.ts';
import { findSignedIn, type SignedIn } from '#server/auth/signed-in.ts';
import { readConfig } from '#server/config.ts';
import { upsertUnits } from '#server/db/organisation.ts';
import { upsertPeople, upsertRole } from '#server/db/people.ts';
import type { Mail } from '#server/mail/mailer.ts';
import { createSignIn } from '#server/services/sign-in.ts';
import { setUp } from '#server/services/set-up.ts';
import { createCaller } from '#server/trpc/router.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

export type AppRig = TestDatabase & {
	app: App;
	/** What would have been mailed. */
	outbox: Mail[];
	person(personId: string): Promise<SignedIn>;
	/** Procedures as this person calls them; null: without a session. */
	as(personId: string | null): Promise<ReturnType<typeof createCaller>>;
};

/** @param env further settings. */
export async function makeApp(env: Record<string, string> = {}): Promise<AppRig> {
	const database = await freshDatabase();
	const folder = mkdtempSync(join(tmpdir(), 'murmure-app-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const config = readConfig({ MURMURE_DATA_DIR: folder, ...env }, folder);
	if (!config.ok) throw new Error(config.problems.join());
	const outbox: Mail[] = [];
	const app = assemble(config.value, database);
	afterAll(() => app.voices.stop());
	if (!env.SMTP_URL) {
		const { auth, services } = app;
		const send = (mail: Mail) => Promise.resolve(void outbox.push(mail));
		const mailer = { real: true, send, close: () => {} };
		app.signIn = createSignIn(services, { auth, mailer, origin: config.value.origin });
	}
	await populate(app);
	const person = async (personId: string): Promise<SignedIn> => {
		const found = await findSignedIn(database.db, personId);
		if (!found) throw new Error(`no person ${personId}`);
		return found;
	};
	return {
		...database,
		app,
		outbox,
		person,
		as: async (personId) =>
			createCaller({ app, person: personId === null ? null : await person(personId), lang: 'fr' }),
	};
}

/** `ada` administers; `hugo` (hr) and `stella` (staff) see all; `alba` (other) sees from `a` down; `emile` works in `a1`. */
async function populate(app: App): Promise<void> {
	const { db } = app.services;
	const made = await setUp(
		{ ...app.services, newId: () => 'ada' },
		{ organisation: 'Essai', lang: 'fr', name: 'Ada', mail: 'ada@example.org', code: '' },
		() => true,
	);
	if (!made.ok) throw new Error(made.code);
	await upsertUnits(db, [
		{ unitId: 'a', parentId: 'organisation', name: 'Site A', position: 1 },
		{ unitId: 'a1', parentId: 'a', name: 'Équipe A1', position: 2 },
		{ unitId: 'b', parentId: 'organisation', name: 'Site B', position: 3 },
	]);
	const people = { hugo: 'organisation', stella: 'b', alba: 'a', emile: 'a1' };
	await upsertPeople(
		db,
		Object.entries(people).map(([personId, unitId]) => ({
			personId,
			mail: `${personId}@example.org`,
			name: personId,
			unitId,
			lang: personId === 'emile' ? ('en' as const) : null,
			active: true,
		})),
	);
	const committee = [
		['hugo', 'hr', null],
		['stella', 'staff', null],
		['alba', 'other', 'a'],
	] as const;
	for (const [personId, side, unitId] of committee)
		await upsertRole(db, { personId, role: 'committee', side, unitId });
}
