/** `murmure verify`, on the database and from afar, against a server that tells the truth and against servers that do not. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditDatabase } from '#cli/verify/local.ts';
import { readOptions } from '#cli/verify/options.ts';
import { auditRemote } from '#cli/verify/remote.ts';
import { manifestText, type WebManifest } from '#contracts/web-manifest.ts';
import type { Audit, AuditCheck } from '#release/audit.ts';
import { season } from '#server/db/schema/index.ts';
import { readLedgerPage } from '#server/services/read-ledger-page.ts';
import { readPublicKeys } from '#server/voices/public-keys.ts';
import { makeRig, type Rig } from './voices-rig.ts';

const FILES: Record<string, string> = { 'icon.svg': '<svg/>', '_app/start.js': 'start()' };
const CSP = { 'default-src': ['none'], 'script-src': ['self'] };
const PAGE =
	'<html><link rel="icon" href="/icon.svg"><script nonce="x">import("./_app/start.js")</script></html>';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const manifest: WebManifest = {
	format: 'murmure-web-1',
	version: '0.1.0',
	build: 'test',
	csp: CSP,
	files: Object.fromEntries(
		Object.entries(FILES).map(([path, text]) => [path, { sha256: hash(text), bytes: text.length }]),
	),
};

let rig: Rig;
let server: Server;
let origin: string;
const folder = mkdtempSync(join(tmpdir(), 'murmure-verify-'));
/** What the server lies about. */
let lies: {
	files?: Record<string, string>;
	page?: string;
	csp?: string;
	keys?: string;
	ledger?: (body: string) => string;
};

beforeAll(async () => {
	rig = await makeRig();
	server = createServer(
		(request, response) =>
			void answer(request.url ?? '', request.headers.authorization).then(({ body, headers = {} }) =>
				response.writeHead(body === null ? 404 : 200, headers).end(body ?? ''),
			),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
});
beforeEach(() => void (lies = {}));
afterAll(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

async function answer(
	address: string,
	authorization: string | undefined,
): Promise<{ body: string | null; headers?: Record<string, string> }> {
	const url = new URL(address, 'http://here');
	const path = url.pathname.slice(1);
	if (path === 'api/ledger') {
		const from = Number(url.searchParams.get('from'));
		const body = JSON.stringify(
			await readLedgerPage({ db: rig.db }, from, authorization === 'Bearer code'),
		);
		return { body: lies.ledger?.(body) ?? body };
	}
	if (path === 'api/keys')
		return { body: lies.keys ?? JSON.stringify(await readPublicKeys(rig.db)) };
	if (path === 'confidentiality')
		return {
			body: lies.page ?? PAGE,
			headers: {
				'content-security-policy': lies.csp ?? "default-src 'none'; script-src 'self' 'nonce-x'",
			},
		};
	return { body: { ...FILES, ...lies.files }[path] ?? null };
}

const check = (...more: string[]): Promise<Audit> => {
	const file = join(folder, 'manifest.json');
	const options = readOptions(['--remote', origin, '--manifest', file, ...more]);
	return auditRemote(options.remote!, options);
};
const states = (report: Audit): Partial<Record<AuditCheck, string>> =>
	Object.fromEntries(report.checks.map(({ check: name, state }) => [name, state]));

describe('a server looked at from afar', () => {
	it('holds, every check made, for a reader with the code', async () => {
		const rows = await rig.ledger();
		const report = await check('--code', 'code', '--anchor', `0:${rows[0]!.hash}`);
		expect(report.faults).toEqual([]);
		// Who holds functions is not public: only the database can be held against the ledger.
		const { seats, ...others } = states(report);
		expect(seats).toBe('not-checked');
		expect(new Set(Object.values(others))).toEqual(new Set(['held']));
		expect(report.head).toEqual({ seq: rows.length - 1, hash: rows.at(-1)!.hash });
	});

	it('shows a stranger the chain and the files, and no result', async () => {
		const page = await readLedgerPage({ db: rig.db }, 0, false);
		expect(page.rows.every(({ payload }) => payload === null)).toBe(true);
		const report = await check();
		expect(report.ok).toBe(true);
		expect(states(report)).toMatchObject({
			chain: 'held',
			'client-files': 'held',
			plan: 'not-checked',
		});
	});

	it.each<[string, AuditCheck, string, () => void]>([
		[
			'a changed script',
			'client-files',
			'file-differs',
			() => (lies.files = { '_app/start.js': 'spy()' }),
		],
		[
			'a script that is in no list',
			'client-files',
			'page-loads-unlisted',
			() => (lies.page = `${PAGE}<script src="https://elsewhere.example/x.js"></script>`),
		],
		[
			'a second inline script',
			'client-files',
			'page-loads-unlisted',
			() => (lies.page = `${PAGE}<script>spy()</script>`),
		],
		[
			'a weaker policy',
			'client-files',
			'page-policy',
			() => (lies.csp = "default-src *; script-src 'self'"),
		],
		[
			'a row edited',
			'chain',
			'chain-hash',
			() => (lies.ledger = (body) => body.replace('Essai', 'Assai')),
		],
	])('is caught with %s', async (_, name, rule, lie) => {
		lie();
		const report = await check('--code', 'code');
		expect(report.ok).toBe(false);
		expect(states(report)[name]).toBe('failed');
		expect(report.faults.map((fault) => fault.rule)).toContain(rule);
	});

	it('is caught with a key of one’s own in the list', async () => {
		const keys = await readPublicKeys(rig.db);
		const round = keys.seasons[0]!.keyList.rounds[0]!;
		round.sealKey = round.sealKey.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
		lies.keys = JSON.stringify(keys);
		const report = await check('--code', 'code');
		expect(report.faults).toMatchObject([{ check: 'key-list', rule: 'keys-hash' }]);
	});

	it('is caught with a ledger cut short of an anchor', async () => {
		const rows = await rig.ledger();
		lies.ledger = (body) => {
			const page = JSON.parse(body) as { rows: unknown[] };
			return JSON.stringify({ ...page, rows: page.rows.slice(0, 1) });
		};
		const last = rows.at(-1)!;
		const anchors = join(folder, 'anchors.txt');
		writeFileSync(anchors, `Subject: head\n\nhead ${last.seq}:${last.hash}\n`);
		const report = await check('--anchors', anchors);
		expect(report.faults).toMatchObject([{ rule: 'anchor-truncated', seq: last.seq }]);
	});

	it('is compared with a list that the release key signed, and no other', async () => {
		const [ours, theirs] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
		const pem = join(folder, 'release.pem');
		writeFileSync(pem, ours.publicKey.export({ type: 'spki', format: 'pem' }));
		const signedBy = (key: typeof ours.privateKey): string => {
			const file = join(folder, 'signed.json');
			const value = sign(null, Buffer.from(manifestText(manifest)), key).toString('base64url');
			const signature = { algorithm: 'Ed25519', publicKey: '', value };
			writeFileSync(file, JSON.stringify({ ...manifest, signature }));
			return file;
		};
		const run = async (file: string) => {
			const options = readOptions(['--remote', origin, '--manifest', file, '--release-key', pem]);
			return (await auditRemote(options.remote!, options)).faults;
		};
		expect(await run(signedBy(ours.privateKey))).toEqual([]);
		expect(await run(signedBy(theirs.privateKey))).toMatchObject([{ rule: 'list-signature' }]);
		expect(await run(join(folder, 'manifest.json'))).toMatchObject([{ rule: 'list-unsigned' }]);
	});

	it('is told to be no Murmure, or not there, in one line', async () => {
		lies.ledger = () => '{"rows":[],"next":0}';
		await expect(check()).rejects.toThrow('circles');
		lies.ledger = () => '<html>';
		await expect(check()).rejects.toThrow('not what a Murmure would');
		const gone = readOptions(['--remote', 'http://127.0.0.1:9']);
		await expect(auditRemote(gone.remote!, gone)).rejects.toThrow('does not answer');
	});
});

describe('the database', () => {
	it('holds with its stored key lists and frozen head-counts', async () => {
		const report = await auditDatabase(rig.db, []);
		expect(report.faults).toEqual([]);
		expect(states(report)).toMatchObject({ 'key-list': 'held', pools: 'held' });
	});

	it('does not when the server works with other head-counts, pools or keys than the ledger froze', async () => {
		const rules = async () => (await auditDatabase(rig.db, [])).faults.map(({ rule }) => rule);
		await rig.db.execute(sql`update season_unit set eligible = eligible + 1 where unit_id = 'a'`);
		expect(await rules()).toEqual(['frozen-units-differ']);
		await rig.db.execute(sql`update season_unit set eligible = eligible - 1 where unit_id = 'a'`);
		await rig.db.execute(sql`update season_person set pool_id = 'b' where person_id = 'a-1'`);
		expect(await rules()).toEqual(['frozen-pools-differ']);
		await rig.db.execute(sql`update season_person set pool_id = 'a' where person_id = 'a-1'`);
		await rig.db.update(season).set({ keyList: '{}' });
		expect(await rules()).toEqual(['keys-shape']);
	});
});
