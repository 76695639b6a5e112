/** Signs a person in as the demonstration does: the cookie that their browser would send. */
import type { App } from '#server/app.ts';
import { upsertUser } from '#server/db/people.ts';

export async function sessionOf(app: App, personId: string): Promise<string> {
	await upsertUser(app.services.db, personId, `${personId}@example.org`, app.services.now());
	const cookies = await app.auth.enter(personId);
	return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
