/** The attacker has a backup's file, without its passphrase or, worse, with it; and one that was made before a round's key was destroyed. */
import { copyFileSync, createReadStream, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished, vi } from 'vitest';
import { run as backupCommand } from '../../src/cli/commands/backup.ts';
import { openChunks } from '#server/backup/chunks.ts';
import { openHeader } from '#server/backup/header.ts';
import { takerOf } from '#server/backup/taker.ts';
import { inboxOf } from '#server/db/inbox.ts';
import { backUp } from '#server/services/back-up.ts';
import { restoreBackup } from '#server/services/restore-backup.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { openInbox } from '#server/voices/open-inbox.ts';
import type { Voice } from '#contracts/voice.ts';
import { CHEAP, newFolder, PASSPHRASE, startServer } from '../integration/backup-rig.ts';
import { freshDatabase } from '../integration/database.ts';
import { makeRig, random, ROUND } from '../integration/voices-rig.ts';

const SENTENCE = 'la grommeleuse de la quincaillerie zanzibariote';
const PLANTED: Voice = {
	valence: -1,
	emotion: 'disengagement',
	difficulty: 'organisation',
	factors: ['values-', 'insecurity+', 'autonomy-'],
};

/** All that a backup holds, for who has its passphrase. */
async function contentOf(file: string): Promise<string> {
	const take = takerOf(createReadStream(file));
	const header = await openHeader(PASSPHRASE, take);
	if (!header.ok) throw new Error(header.code);
	return gunzipSync(
		Buffer.concat(await Readable.from(openChunks(header.value, take)).toArray()),
	).toString();
}

async function planted() {
	const rig = await makeRig();
	const ids = rig.people.slice(0, 12).map(({ personId }) => personId);
	const bodies = await Promise.all(ids.map((id) => rig.envelope(id, PLANTED)));
	await rig.post(...bodies);
	// A faulty client posts the sentence itself in an envelope's padding.
	const body = await rig.envelope('b-0', PLANTED);
	await rig.post(body.replace(/"pad":"\.{60}/, `"pad":"${SENTENCE.padEnd(60, '.')}`));
	const secret = (await rig.context.keys.read(ROUND))!;
	const stored = await rig.inbox();
	const { rows: issued } = await rig.pool.query<{ hash: string }>(
		'select request_hash as hash from ballot_issue',
	);
	const factors = PLANTED.factors;
	const needles = [
		...[SENTENCE, 'zanzibariote', `${factors[0]}","${factors[1]}`, `${factors[0]}|${factors[1]}`],
		...[secret.sealPrivate.d!, ...Object.values(secret.pools).map((key) => key.slice(100, 160))],
		...stored.flatMap(({ serial, seal }) => [
			serial,
			seal.toString('hex').slice(0, 64),
			seal.toString('base64').slice(0, 40),
		]),
		...issued.map(({ hash }) => hash),
	];
	const file = join(newFolder(), 'planted.backup');
	await backUp(
		{ pool: rig.pool, now: () => rig.clock.now },
		{ passphrase: PASSPHRASE, out: file, cost: CHEAP },
	);
	return { rig, needles, file, stored };
}

it('finds no sentence, no score, no key, no sealed voice, nobody who fetched a ballot, even with the passphrase', async () => {
	const { needles, file } = await planted();
	expect(needles.length).toBeGreaterThan(50);
	const [sealed, opened] = [readFileSync(file).toString('latin1'), await contentOf(file)];
	expect(needles.filter((needle) => sealed.includes(needle) || opened.includes(needle))).toEqual(
		[],
	);
	// Without it, not even a name; with it, the search finds what is there.
	expect(sealed).not.toContain('Personne a 00');
	expect(opened).toContain('Personne a 00');
});

it('gets nothing from a wrong passphrase, a file cut anywhere or with one bit turned, and changes nothing', async () => {
	const { file } = await planted();
	const { db } = await freshDatabase();
	const whole = readFileSync(file);
	const refusals = new Map<string, string>();
	const attempt = async (name: string, path: string, passphrase = PASSPHRASE) => {
		const options = { file: path, passphrase, force: false, older: true, anchors: [] };
		const outcome = await restoreBackup(db, options);
		refusals.set(name, outcome.ok ? 'OPENED' : outcome.code);
	};
	await attempt('another passphrase', file, 'correct horse battery stapler');
	await attempt('an empty passphrase', file, '');
	const copy = join(newFolder(), 'copy');
	for (const share of [0, 0.01, 0.3, 0.6, 0.9, 0.999]) {
		copyFileSync(file, copy);
		truncateSync(copy, Math.floor(whole.length * share));
		await attempt(`cut at ${share}`, copy);
	}
	copyFileSync(file, copy);
	truncateSync(copy, whole.length - 1);
	await attempt('cut by a byte', copy);
	for (const share of [0.005, 0.2, 0.5, 0.8, 0.9999]) {
		const turned = Buffer.from(whole);
		turned[Math.floor(whole.length * share)]! ^= 1;
		writeFileSync(copy, turned);
		await attempt(`a bit at ${share}`, copy);
	}
	const codes = ['BACKUP_PASSPHRASE_WRONG', 'BACKUP_TRUNCATED', 'BACKUP_DAMAGED', 'BACKUP_UNKNOWN'];
	for (const [name, code] of refusals) expect(codes, name).toContain(code);
	expect(refusals.get('another passphrase')).toBe('BACKUP_PASSPHRASE_WRONG');
	expect(refusals.get('cut at 0.6')).toBe('BACKUP_TRUNCATED');
	expect(refusals.size).toBe(14);
	const { rows } = await db.execute<{ n: number }>('select count(*)::int as n from ledger');
	expect(rows[0]!.n).toBe(0);
});

it('opens nothing old: once the round is closed, an earlier archive and stolen rows have no key, nor ever get one', async () => {
	const { rig, file, stored } = await planted();
	expect(await closeRound(rig.context, ROUND)).toMatchObject({ ok: true });
	const { db } = await freshDatabase();
	const restored = await restoreBackup(db, {
		file,
		passphrase: PASSPHRASE,
		force: false,
		older: true,
		anchors: [],
	});
	expect(restored).toMatchObject({ ok: true });
	expect(await inboxOf(db, ROUND)).toEqual([]);
	// With the key folder as it was left, and the keys that the restored server makes.
	const server = startServer(db, { keyDir: rig.folder, now: () => rig.clock.now });
	expect((await server.runDueWork()).renewed).toContain(ROUND);
	const place = { purpose: 'pulse', roundId: ROUND };
	let tried = 0;
	for (const roundId of await server.context.keys.list()) {
		const key = (await server.context.keys.read(roundId))!.sealPrivate;
		expect((await openInbox(key, place, stored, random)).voices, roundId).toEqual([]);
		tried++;
	}
	expect(tried).toBe(4);
});

it('is no weaker against a server that DATABASE_URL names: the command, over TCP', async () => {
	const { rig, needles } = await planted();
	const target = rig.connection;
	const url =
		target.connectionString ??
		(await overTcp(
			target as { host: string; port: number },
			String(target.user),
			String(target.database),
		));
	const folder = newFolder();
	const out = join(folder, 'tcp.backup');
	vi.stubEnv('DATABASE_URL', url);
	vi.stubEnv('MURMURE_DATA_DIR', join(folder, 'data'));
	vi.stubEnv('MURMURE_BACKUP_PASSPHRASE', PASSPHRASE);
	onTestFinished(() => void vi.unstubAllEnvs());
	let said = '';
	for (const stream of [process.stderr, process.stdout])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
	const code = await backupCommand(['--out', out]);
	vi.restoreAllMocks();
	expect(code, said).toBe(0);
	expect(said).not.toContain(PASSPHRASE);
	const opened = await contentOf(out);
	expect(opened).toContain('Personne a 00');
	expect(needles.filter((needle) => opened.includes(needle))).toEqual([]);
	const { db } = await freshDatabase();
	expect(
		await restoreBackup(db, {
			file: out,
			passphrase: PASSPHRASE,
			force: false,
			older: false,
			anchors: [],
		}),
	).toMatchObject({ ok: true });
});

/** The embedded server has a socket only: a door of TCP before it, as a server elsewhere has. */
async function overTcp(
	{ host, port }: { host: string; port: number },
	user: string,
	database: string,
): Promise<string> {
	const proxy = createServer((inward) => {
		const outward = connect(join(host, `.s.PGSQL.${port}`));
		inward.pipe(outward).pipe(inward);
		for (const end of [inward, outward])
			end.on('error', () => (inward.destroy(), outward.destroy()));
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void proxy.close());
	return `postgresql://${user}@127.0.0.1:${(proxy.address() as AddressInfo).port}/${database}`;
}
