/** An organisation's own additions to the lexicon: merged before the start, served to devices, or refused by file and line with nothing started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine } from '#engine/read.ts';
import { readConfig } from '#server/config.ts';
import { mergedLexicon, openLexicon } from '#server/lexicon-in-use.ts';
import { mergeLexicon } from '#server/merge-lexicon.ts';
import { freshDatabase } from './database.ts';

const HEADER = 'term\tpos\teffect\tweight\tforms\texample\tsource\tnote';
const FILES = {
	'fr-metier.tsv': `\uFEFF${HEADER}\r\nzglorb\tn\tfatigue:0.9 intensity-:0.8\t0.9\t\tEncore un zglorb ce matin.\town\tpanne de chaîne\r\n`,
	'fr-classes.tsv': `${HEADER}\nblorpeur\tn\t@manager\t\t\tLe blorpeur est passé.\town\t\n`,
	'fr-frames.tsv':
		'id\tpattern\teffect\tweight\treason\texample\tnote\n' +
		'propre-blorpeur\t@manager …2 (vrimpé|vrimpe)\tanger\t0.8\tDit dans la maison.\tLe blorpeur nous a vrimpé.\t\n',
	'notes.txt': 'not a spreadsheet\n',
};

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderWith(files: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'murmure-own-'));
	made.push(folder);
	// As root, the database runs as another user, who must get in.
	chmodSync(folder, 0o755);
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	return folder;
}

function configWith(files: Record<string, string>, data = folderWith({})) {
	const config = readConfig(
		{ MURMURE_LEXICON_DIR: folderWith(files), MURMURE_DATA_DIR: data },
		'/',
	);
	if (!config.ok) throw new Error(config.problems.join());
	return config.value;
}

function start(env: Record<string, string>): {
	child: ChildProcess;
	said: () => string;
	ended: Promise<number | null>;
} {
	const child = spawn(process.execPath, ['bin/murmure.mjs', 'start'], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
	return { child, said: () => said, ended: new Promise((done) => child.once('exit', done)) };
}

describe('own additions', () => {
	it('are read by the lexicon that a started server gives to devices', async () => {
		const { connection } = await freshDatabase();
		const url = connection.connectionString;
		const port = String(35_000 + (process.pid % 5_000));
		const origin = `http://127.0.0.1:${port}`;
		const server = start({
			MURMURE_LEXICON_DIR: folderWith(FILES),
			MURMURE_DATA_DIR: folderWith({}),
			PORT: port,
			...(url ? { DATABASE_URL: url } : { DATABASE_URL: '' }),
		});
		try {
			await expect
				.poll(async () => (await fetch(`${origin}/api/health`).catch(() => null))?.status, {
					timeout: 50_000,
					interval: 300,
				})
				.toBe(200);
			const page = await (await fetch(`${origin}/setup`)).text();
			const address = /\/api\/lexicon\/fr-[0-9a-f]{16}\.bin/.exec(page)?.[0];
			expect(address).toBeDefined();
			expect(page).not.toContain('/api/lexicon/en-');

			for (const encoding of ['identity', 'gzip', 'br']) {
				const response = await fetch(origin + address!, {
					headers: { 'accept-encoding': encoding, cookie: 'murmure-lang=en' },
				});
				expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
				expect(response.headers.get('set-cookie')).toBeNull();
				const engine = createEngine({ fr: await response.arrayBuffer() });
				const reading = engine.read('Encore un zglorb.', { lang: 'fr' });
				expect(reading.evidence.map(({ label }) => label)).toContain('fatigue');
				const framed = engine.read('Le blorpeur m’a vrimpé.', { lang: 'fr' });
				expect(framed.evidence.map(({ label }) => label)).toContain('anger');
			}
			const old = await fetch(`${origin}/api/lexicon/fr-0123456789abcdef.bin`);
			expect(old.status).toBe(404);
		} catch (error) {
			throw new Error(`the server said:\n${server.said()}`, { cause: error });
		} finally {
			server.child.kill('SIGTERM');
			await server.ended;
		}
	});

	it('stop the start where a row is faulty, named by file and line, and nothing is started', async () => {
		const data = folderWith({});
		const port = String(29_000 + (process.pid % 900));
		const server = start({
			MURMURE_LEXICON_DIR: folderWith({
				...FILES,
				'fr-metier.tsv': `${HEADER}\nzglorb\tn\tfatigue\t0.9\t\tUn zglorb.\town\t\nplouf\tn\ttiredness\t0.9\t\tUn plouf.\town\t\n`,
				'fr-divers.tsv': `${HEADER}\nvrac\tx\tanger\t0.5\t\tRien de tel ici.\town\t\n`,
			}),
			MURMURE_DATA_DIR: data,
			DATABASE_URL: '',
			PORT: port,
		});
		expect(await server.ended).toBe(2);
		expect(server.said()).toMatch(/fr-metier\.tsv:3: effect: unknown label "tiredness"/);
		expect(server.said()).toMatch(/fr-divers\.tsv:2: example: does not trigger its row/);
		expect(server.said()).not.toContain('serving on');
		expect(existsSync(join(data, 'db'))).toBe(false);
		expect(await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)).toBeNull();
	});

	it('are refused where a file has no language, and where the folder is none', async () => {
		await expect(mergeLexicon(configWith({ 'jargon.tsv': `${HEADER}\n` }))).rejects.toThrow(
			/jargon\.tsv:1: name: begins with none of fr-, en-/,
		);
		const config = { ...configWith({}), lexiconDir: '/no/such/folder' };
		await expect(mergeLexicon(config)).rejects.toThrow('/no/such/folder');
	});

	it('are compiled once for each state of the files, and shown to the committee as such', async () => {
		const config = configWith(FILES);
		await mergeLexicon(config);
		const merged = mergedLexicon()!;
		const before = readdirSync(join(config.dataDir, 'lexicon'));
		await mergeLexicon(config);
		expect(mergedLexicon()).toBe(merged);
		expect(readdirSync(join(config.dataDir, 'lexicon'))).toEqual(before);

		const { rows } = (await openLexicon(merged).catalogue('fr'))!;
		const own = rows.filter((row) => row.own);
		expect(own.map(({ theme, term }) => [theme, term])).toEqual([
			['classes', 'blorpeur'],
			['frames', '@manager …2 (vrimpé|vrimpe)'],
			['custom', 'zglorb'],
		]);
		expect(openLexicon(merged).addresses.en).toBeUndefined();
		expect((await openLexicon(merged).catalogue('en'))!.rows.some((row) => row.own)).toBe(false);

		writeFileSync(
			join(config.lexiconDir, 'fr-metier.tsv'),
			`${HEADER}\nplouf\tn\tjoy\t0.9\t\tUn plouf.\town\t\n`,
		);
		await mergeLexicon(config);
		expect(mergedLexicon()).not.toBe(merged);
		expect(readdirSync(join(config.dataDir, 'lexicon'))).toHaveLength(1);
	});
});
