import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Cookie } from '#server/auth/cookies.ts';
import { isDemoKey, demoKey } from '#server/demo-links.ts';
import { ensureSetupCode, forgetSetupCode, isSetupCode } from '#server/auth/setup-code.ts';
import { findSignedIn } from '#server/auth/signed-in.ts';
import { deleteExpiredSignIns } from '#server/db/people.ts';
import { enterDemo } from '#server/services/enter-demo.ts';
import { importPeople } from '#server/services/import-people.ts';
import { setUp } from '#server/services/set-up.ts';
import { makeApp, type AppRig } from './app-rig.ts';

let rig: AppRig;
beforeAll(async () => {
	rig = await makeApp();
});

const headersWith = (cookies: readonly Cookie[]): Headers =>
	new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') });

async function linkFor(mail: string): Promise<string> {
	rig.outbox.length = 0;
	expect(rig.app.signIn.request(mail)).toEqual({ ok: true, value: null });
	await rig.app.signIn.settled();
	return new URL(rig.outbox[0]!.link).searchParams.get('token')!;
}

async function enter(mail: string): Promise<Cookie[]> {
	const result = await rig.app.signIn.confirm(await linkFor(mail));
	if (!result.ok) throw new Error(result.code);
	return result.value;
}

const rows = async (table: string): Promise<Record<string, unknown>[]> =>
	(await rig.pool.query(`select * from "${table}"`)).rows as Record<string, unknown>[];

describe('a sign-in link', () => {
	it('is mailed in the language of the person, and opens a page, not a session', async () => {
		await linkFor('Emile@Example.org');
		const [mail] = rig.outbox;
		expect(mail).toMatchObject({
			to: 'emile@example.org',
			subject: 'Your link to enter Murmure (Essai)',
		});
		expect(mail!.text).toContain('http://localhost:5173/sign-in/confirm?token=');
		await linkFor('ada@example.org');
		expect(rig.outbox[0]!.subject).toContain('Votre lien');
		expect(rig.outbox[0]!.html).toContain('lang="fr"');
		expect(await rows('session')).toEqual([]);
	});

	it('signs in once, and never again', async () => {
		const token = await linkFor('hugo@example.org');
		const first = await rig.app.signIn.confirm(token);
		expect(first.ok).toBe(true);
		expect(await rig.app.signIn.confirm(token)).toEqual({ ok: false, code: 'LINK_EXPIRED' });
		const session = await rig.app.auth.recognise(headersWith(first.ok ? first.value : []));
		expect(session).toEqual({ personId: 'hugo', cookies: [] });
	});

	it('signs in one of two who press at the same moment', async () => {
		const token = await linkFor('hugo@example.org');
		const both = await Promise.all([rig.app.signIn.confirm(token), rig.app.signIn.confirm(token)]);
		expect(both.filter((result) => result.ok)).toHaveLength(1);
	});

	it('holds for a quarter of an hour', async () => {
		const token = await linkFor('stella@example.org');
		const [row] = await rows('verification');
		const minutes = ((row!.expires_at as Date).getTime() - Date.now()) / 60_000;
		expect(minutes).toBeGreaterThan(14);
		expect(minutes).toBeLessThanOrEqual(15);
		await rig.db.execute(sql`update verification set expires_at = now() - interval '1 second'`);
		expect(await rig.app.signIn.confirm(token)).toEqual({ ok: false, code: 'LINK_EXPIRED' });
	});

	it('is refused whatever else is sent in its place', async () => {
		for (const token of ['', 'x', 'a'.repeat(32), '../../x'.repeat(5), 'é'.repeat(30)])
			expect(await rig.app.signIn.confirm(token)).toEqual({ ok: false, code: 'LINK_EXPIRED' });
	});

	it('is asked for with the same answer by those who are unknown, and nothing is sent or stored', async () => {
		rig.outbox.length = 0;
		const before = (await rows('verification')).length;
		expect(rig.app.signIn.request('nobody@example.org')).toEqual({ ok: true, value: null });
		await rig.app.signIn.settled();
		expect(rig.outbox).toEqual([]);
		expect(await rows('verification')).toHaveLength(before);
	});

	it('can be asked for three times in a quarter of an hour, known or not', async () => {
		for (const mail of ['alba@example.org', 'unknown@example.org']) {
			for (let n = 0; n < 3; n++) expect(rig.app.signIn.request(mail).ok).toBe(true);
			expect(rig.app.signIn.request(mail.toUpperCase())).toEqual({
				ok: false,
				code: 'RATE_LIMITED',
			});
		}
		await rig.app.signIn.settled();
		expect(rig.app.signIn.request('no address')).toMatchObject({ code: 'MAIL_INVALID' });
	});
});

describe('a session', () => {
	it('is kept as a hash, by the day, without address or browser', async () => {
		await rig.db.execute(sql`delete from session`);
		const cookies = await enter('ada@example.org');
		const token = decodeURIComponent(cookies[0]!.value).split('.')[0]!;
		const [row] = await rows('session');
		expect(Object.keys(row!).sort()).toEqual(
			['created_on', 'expires_on', 'id', 'token', 'updated_on', 'user_id'].sort(),
		);
		expect(row!.token).toBe(createHash('sha256').update(token).digest('base64url'));
		const stored = (await rig.pool.query('select session::text from session')).rows[0];
		expect(JSON.stringify(stored)).not.toContain(token);
		expect(JSON.stringify(stored)).not.toMatch(/\d\d:\d\d/);
	});

	it('slides once a day', async () => {
		const cookies = await enter('emile@example.org');
		await rig.db.execute(sql`update session set expires_on = current_date + 20`);
		const slid = await rig.app.auth.recognise(headersWith(cookies));
		expect(slid!.cookies).toHaveLength(1);
		const { rows: left } = await rig.pool.query<{ days: number }>(
			`select expires_on - current_date as days from session where user_id = 'emile'`,
		);
		expect(left.map(({ days }) => days)).toContain(30);
		expect((await rig.app.auth.recognise(headersWith(cookies)))!.cookies).toEqual([]);
	});

	it('ends on its last day, and is forgotten', async () => {
		const cookies = await enter('emile@example.org');
		await rig.db.execute(sql`update session set expires_on = current_date`);
		expect(await rig.app.auth.recognise(headersWith(cookies))).toBeNull();
		await deleteExpiredSignIns(rig.db, new Date());
		expect(await rows('session')).toEqual([]);
	});

	it('ends when its person leaves it', async () => {
		const cookies = await enter('hugo@example.org');
		const cleared = await rig.app.auth.leave(headersWith(cookies));
		expect(cleared[0]).toMatchObject({ name: 'murmure-session', value: '' });
		expect(await rig.app.auth.recognise(headersWith(cookies))).toBeNull();
	});

	it('is not opened by a cookie that was made up or changed', async () => {
		const [cookie] = await enter('stella@example.org');
		const hash = String((await rows('session'))[0]!.token);
		for (const value of [hash, `${cookie!.value.slice(0, -6)}AAAA%3D`, 'x', ''])
			expect(await rig.app.auth.recognise(headersWith([{ ...cookie!, value }]))).toBeNull();
	});

	it('ends for someone who is no longer in the list of people', async () => {
		const cookies = await rig.app.auth.enter('stella');
		const content = 'mail,name,unit_id\nada@example.org,Ada,organisation\n';
		expect(await importPeople(rig.app.services, content, { dryRun: false })).toMatchObject({
			value: { applied: true },
		});
		expect(await rig.app.auth.recognise(headersWith(cookies))).toBeNull();
		expect(await findSignedIn(rig.db, 'stella')).toBeNull();
	});

	it('is bound to the very host over https', async () => {
		const secure = await makeApp({ ORIGIN: 'https://murmure.example.org' });
		expect(secure.app.signIn.request('ada@example.org').ok).toBe(true);
		await secure.app.signIn.settled();
		const token = new URL(secure.outbox[0]!.link).searchParams.get('token')!;
		const result = await secure.app.signIn.confirm(token);
		expect(result.ok && result.value[0]).toMatchObject({
			name: '__Host-murmure',
			options: { path: '/', secure: true, httpOnly: true, sameSite: 'lax' },
		});
	});
});

describe('the set-up', () => {
	it('happens once, by the code of the console, however it is typed', async () => {
		const folder = rig.app.config.dataDir;
		const code = ensureSetupCode(folder);
		expect(ensureSetupCode(folder)).toBe(code);
		expect(isSetupCode(folder, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(true);
		expect(isSetupCode(folder, '')).toBe(false);
		expect(isSetupCode(folder, code.slice(1))).toBe(false);
		forgetSetupCode(folder);
		expect(isSetupCode(folder, code)).toBe(false);
		const input = {
			organisation: 'X',
			lang: 'en',
			name: 'X',
			mail: 'x@example.org',
			code,
		} as const;
		expect(await setUp(rig.app.services, input, () => true)).toEqual({
			ok: false,
			code: 'SETUP_DONE',
		});
	});
});

describe('the demonstration', () => {
	it('lets a visitor be anyone of three, by the key of its links only', async () => {
		const { services, secret } = rig.app;
		expect(await enterDemo(services, 'administrator')).toBe('ada');
		expect(await enterDemo(services, 'committee')).toBeNull();
		expect(isDemoKey(secret, demoKey(secret))).toBe(true);
		expect(isDemoKey(secret, demoKey(`${secret}x`))).toBe(false);
		expect(isDemoKey(secret, '')).toBe(false);
	});
});

describe('mail', () => {
	it('leaves by SMTP', async () => {
		const received: string[] = [];
		const server = new SMTPServer({
			disabledCommands: ['AUTH', 'STARTTLS'],
			onData(stream, _, done) {
				let text = '';
				stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
				stream.on('end', () => {
					received.push(text);
					done();
				});
			},
		});
		const port = await new Promise<number>((resolve) => {
			const listening = server.listen(0, '127.0.0.1', () =>
				resolve((listening.address() as { port: number }).port),
			);
		});
		const mailing = await makeApp({
			SMTP_URL: `smtp://127.0.0.1:${port}`,
			MAIL_FROM: 'Murmure <murmure@example.org>',
		});
		mailing.app.signIn.request('emile@example.org');
		await mailing.app.signIn.settled();
		mailing.app.mailer.close();
		await new Promise<void>((resolve) => server.close(resolve));
		expect(received).toHaveLength(1);
		expect(received[0]).toContain('To: emile@example.org');
		expect(received[0]).toContain('From: Murmure <murmure@example.org>');
		expect(received[0]).toContain('Your link to enter Murmure');
	});
});
