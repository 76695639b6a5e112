/** The ledger's head, noted outside by mail, file, git and timestamp; and what it is good for: telling a ledger that was cut short. */
import { execFileSync } from 'node:child_process';
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '#release/verify-ledger.ts';
import { GIT_FILE } from '#server/anchors/note-in-git.ts';
import { readConfig } from '#server/config.ts';
import { appendLedger, readLedger, sha256hex } from '#server/db/ledger.ts';
import { createMailer } from '#server/mail/mailer.ts';
import { anchorHead, anchorRelease, type AnchorContext } from '#server/services/anchor-head.ts';
import { readAnchors } from '#server/services/read-anchors.ts';
import { setAnchorMail } from '#server/services/set-anchor-mail.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { makeApp } from './app-rig.ts';
import { newFolder } from './backup-rig.ts';
import { startAuthority, type Authority } from './timestamp-authority.ts';
import { makeRig, ROUND, type Rig } from './voices-rig.ts';

let rig: Rig;
let folder: string;
let authority: Authority;
let smtp: SMTPServer;
let smtpPort: number;
const mails: { to: string[]; content: string }[] = [];

beforeAll(async () => {
	rig = await makeRig();
	folder = newFolder();
	mkdirSync(join(folder, 'authority'));
	authority = await startAuthority(join(folder, 'authority'));
	smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const to = session.envelope.rcptTo.map(({ address }) => address);
				mails.push({ to, content: Buffer.concat(parts).toString('utf8') });
				done();
			});
		},
	});
	await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
	smtpPort = (smtp.server.address() as AddressInfo).port;
	afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)));
});

/** @param env settings. */
function contextOf(env: Record<string, string> = {}): AnchorContext {
	const config = readConfig({ MURMURE_DATA_DIR: folder, ...env }, folder);
	if (!config.ok) throw new Error(config.problems.join());
	const mailer = createMailer(config.value);
	afterAll(() => mailer.close());
	return { db: rig.db, config: config.value, mailer, now: () => rig.clock.now };
}
const head = async () => {
	const { seq, hash } = (await rig.ledger()).at(-1)!;
	return `${seq}:${hash}`;
};
const another = () => appendLedger(rig.db, [{ kind: 'note', payload: {} }]);
const git = (at: string, ...words: string[]) =>
	execFileSync('git', ['-C', at, '-c', 'user.name=T', '-c', 'user.email=t@example.org', ...words], {
		encoding: 'utf8',
		stdio: 'pipe',
	});

describe('anchoring', () => {
	it('does nothing where nothing was asked for', async () => {
		expect(await anchorHead(contextOf())).toMatchObject({ ok: true, value: { channels: [] } });
	});

	it('mails the head to the staff representatives, in the organisation’s language', async () => {
		expect(await setAnchorMail(rig.db, 'not an address')).toMatchObject({ code: 'MAIL_INVALID' });
		await setAnchorMail(rig.db, ' csse@example.org ');
		const unset = await anchorHead(contextOf());
		expect(unset).toMatchObject({
			value: { channels: [{ channel: 'mail', ok: false, why: 'smtp-unset' }] },
		});
		const context = contextOf({ SMTP_URL: `smtp://127.0.0.1:${smtpPort}` });
		expect(await anchorHead(context)).toMatchObject({
			value: { channels: [{ channel: 'mail', ok: true }] },
		});
		expect(mails.map(({ to }) => to)).toEqual([['csse@example.org']]);
		// Quoted-printable: lines are broken by `=`.
		const content = mails[0]!.content.replaceAll('=\r\n', '');
		expect(content).toContain(await head());
		expect(content).toContain('Auto-Submitted: auto-generated');
		expect(content).toMatch(/Gardez ce message/);
		writeFileSync(join(folder, 'mail.txt'), content);
		expect(await readAnchors(join(folder, 'mail.txt'))).toMatchObject({ ok: true });
		const down = contextOf({ SMTP_URL: 'smtp://127.0.0.1:1' });
		expect(await anchorHead(down)).toMatchObject({ value: { channels: [{ ok: false }] } });
		await setAnchorMail(rig.db, null);
		expect(await anchorHead(context)).toMatchObject({ value: { channels: [] } });
	});

	it('appends to a file, never twice the same, and never to a line that was cut off', async () => {
		const file = join(folder, 'anchors.txt');
		const context = contextOf({ MURMURE_ANCHOR_FILE: file });
		const first = await head();
		for (const _ of [1, 2]) await anchorHead(context);
		expect(readFileSync(file, 'utf8')).toBe(`2026-11-10 ${first}\n`);
		appendFileSync(file, '2026-11-1');
		await another();
		await anchorHead(context);
		expect(readFileSync(file, 'utf8')).toBe(
			`2026-11-10 ${first}\n2026-11-1\n2026-11-10 ${await head()}\n`,
		);
		const lost = contextOf({ MURMURE_ANCHOR_FILE: join(folder, 'no', 'such', 'folder') });
		expect(await anchorHead(lost)).toMatchObject({
			value: { channels: [{ channel: 'file', ok: false, why: 'ENOENT' }] },
		});
	});

	it('commits to a clone and pushes, makes up for a push that failed, and follows others’ commits', async () => {
		const [remote, clone, other] = ['remote.git', 'clone', 'other'].map((name) =>
			join(folder, name),
		);
		execFileSync('git', ['init', '-q', '--bare', '-b', 'main', remote!]);
		for (const copy of [clone!, other!])
			execFileSync('git', ['clone', '-q', remote!, copy], { stdio: 'pipe' });
		git(clone!, 'commit', '-q', '--allow-empty', '-m', 'start');
		git(clone!, 'push', '-q', '-u', 'origin', 'HEAD:main');
		const context = contextOf({ MURMURE_ANCHOR_GIT: clone! });
		const outcome = async () => {
			const anchored = await anchorHead(context);
			return anchored.ok ? anchored.value.channels : anchored;
		};
		const published = () => git(remote!, 'show', `main:${GIT_FILE}`);
		expect(await outcome()).toEqual([{ channel: 'git', ok: true }]);
		expect(published()).toContain(await head());
		const commits = git(remote!, 'rev-list', 'main');
		expect(await outcome()).toEqual([{ channel: 'git', ok: true }]);
		expect(git(remote!, 'rev-list', 'main')).toBe(commits);

		await another();
		git(clone!, 'remote', 'set-url', 'origin', join(folder, 'gone.git'));
		expect(await outcome()).toEqual([{ channel: 'git', ok: false, why: 'git-push' }]);
		git(clone!, 'remote', 'set-url', 'origin', remote!);
		git(other!, 'pull', '-q', 'origin', 'main');
		git(other!, 'commit', '-q', '--allow-empty', '-m', 'someone else');
		git(other!, 'push', '-q', 'origin', 'HEAD:main');
		expect(await outcome()).toEqual([{ channel: 'git', ok: true }]);
		expect(published()).toContain(await head());
		const nowhere = await anchorHead(contextOf({ MURMURE_ANCHOR_GIT: newFolder() }));
		expect(nowhere).toMatchObject({ value: { channels: [{ ok: false, why: 'git-clone' }] } });
	});

	it('has it timestamped by an authority, so that openssl can check it without Murmure', async () => {
		const context = contextOf({ MURMURE_ANCHOR_TSA: authority.url });
		const outcome = async () => {
			const anchored = await anchorHead(context);
			return anchored.ok ? anchored.value.channels[0] : anchored;
		};
		const token = join(folder, 'anchors', `${(await head()).split(':')[0]}.tsr`);
		for (const [status, change, why] of [
			[503, (answer: Buffer) => answer, 'timestamp-http'],
			[200, () => Buffer.from('<html>no</html>'), 'timestamp-other'],
			// The last bytes are the signature's.
			[
				200,
				(answer: Buffer) => (answer.writeUInt8(answer.at(-9)! ^ 1, answer.length - 9), answer),
				'timestamp-signature',
			],
		] as const) {
			Object.assign(authority, { status, change });
			expect(await outcome()).toEqual({ channel: 'timestamp', ok: false, why });
			expect(existsSync(token)).toBe(false);
		}
		let replayed: Buffer | undefined;
		Object.assign(authority, { status: 200, change: (answer: Buffer) => (replayed = answer) });
		expect(await outcome()).toEqual({ channel: 'timestamp', ok: true });
		const checked = execFileSync(
			'openssl',
			[
				'ts',
				'-verify',
				'-in',
				token,
				'-data',
				token.replace('.tsr', '.txt'),
				'-CAfile',
				authority.certificate,
			],
			{ encoding: 'utf8', stdio: 'pipe' },
		);
		expect(checked).toContain('Verification: OK');
		expect(readFileSync(token.replace('.tsr', '.txt'), 'utf8')).toBe(await head());
		// Known already: not asked again. An old answer to a new question: refused.
		const { asked } = authority;
		expect(await outcome()).toEqual({ channel: 'timestamp', ok: true });
		expect(authority.asked).toBe(asked);
		authority.change = () => replayed!;
		rmSync(token);
		expect(await outcome()).toMatchObject({ ok: false, why: 'timestamp-other' });
		authority.change = (answer) => answer;
	});

	it('happens at each release, by every channel, and a channel that fails holds up none of the others nor the release', async () => {
		const file = join(folder, 'released.txt');
		const context = contextOf({
			MURMURE_ANCHOR_FILE: file,
			MURMURE_ANCHOR_GIT: join(folder, 'nowhere'),
			MURMURE_ANCHOR_TSA: authority.url,
		});
		rig.context.anchorRelease = () => anchorRelease(context);
		expect(await closeRound(rig.context, ROUND)).toMatchObject({ ok: true });
		expect(readFileSync(file, 'utf8')).toContain(await head());
		expect(existsSync(join(folder, 'anchors', `${(await head()).split(':')[0]}.tsr`))).toBe(true);
	});
});

describe('verifying against anchors', () => {
	it('tells a ledger that was cut short, or rewritten whole', async () => {
		const anchors = await readAnchors(join(folder, 'released.txt'));
		if (!anchors.ok) throw new Error(anchors.code);
		const entries = await readLedger(rig.db);
		expect(verifyLedger(entries, sha256hex, anchors.value)).toMatchObject({ ok: true });
		const cut = entries.slice(0, -1);
		expect(verifyLedger(cut, sha256hex).ok).toBe(true);
		expect(verifyLedger(cut, sha256hex, anchors.value).faults).toMatchObject([
			{ rule: 'chain-truncated' },
		]);
	});

	it('finds anchors wherever they stand in a line, and refuses a file without any', async () => {
		const [one, two] = ['a', 'b'].map((letter, seq) => `${seq}:${letter.repeat(64)}`);
		const file = join(folder, 'mixed.txt');
		writeFileSync(
			file,
			`Subject: head\r\n\r\n> ${one}\r\n2026-11-10 ${two} (noted)\n12:34 not one\n`,
		);
		expect(await readAnchors(file)).toEqual({
			ok: true,
			value: [
				{ seq: 0, hash: 'a'.repeat(64) },
				{ seq: 1, hash: 'b'.repeat(64) },
			],
		});
		writeFileSync(file, 'nothing here\n');
		expect(await readAnchors(file)).toMatchObject({ ok: false, code: 'BAD_INPUT' });
		expect(await readAnchors(join(folder, 'none'))).toMatchObject({ detail: { value: 'ENOENT' } });
	});
});

describe('the administrators’ page', () => {
	it('keeps the address, and empties it', async () => {
		const { as } = await makeApp();
		const api = await as('ada');
		await expect(api.admin.setAnchorMail({ mail: 'nobody' })).rejects.toThrow('MAIL_INVALID');
		for (const mail of ['csse@example.org', '']) {
			await api.admin.setAnchorMail({ mail });
			expect((await api.admin.overview()).organisation?.anchorMail).toBe(mail || null);
		}
	});
});
