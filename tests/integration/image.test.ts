/** No container engine runs where we test: the image's files are checked with parsers, and its very start command is run, as its user, from the files it holds. */
import { spawn } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DockerfileParser, type From } from 'dockerfile-ast';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { freshDatabase } from './database.ts';

const dockerfile = DockerfileParser.parse(readFileSync('Dockerfile', 'utf8'));
const instructions = dockerfile.getInstructions();
const last = instructions.map((one) => one.getKeyword()).lastIndexOf('FROM');
const final = instructions.slice(last);
const valueOf = (keyword: string) =>
	final.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '');

type Service = Record<string, unknown> & { environment: Record<string, string>; tmpfs: string[] };
const compose = parse(readFileSync('docker-compose.yml', 'utf8')) as {
	services: { app: Service; database: Service };
	volumes: object;
};

describe('the Dockerfile', () => {
	it('ends in a stage that runs as a user without rights, with a health check and the command of npm start', () => {
		expect((instructions[last] as From).getImage()).toMatch(/^node:24-/);
		expect(valueOf('USER')).toEqual(['node']);
		expect(valueOf('HEALTHCHECK')[0]).toContain('/api/health');
		expect(JSON.parse(valueOf('CMD')[0]!)).toEqual(['node', 'bin/murmure.mjs', 'start']);
	});

	it('copies only what exists in the repository or is built', () => {
		const copied = valueOf('COPY')
			.map((one) => /\/app\/(\S+) \.\//.exec(one)?.[1])
			.filter((one) => one !== undefined);
		expect(copied).toContain('build');
		expect(copied.filter((path) => !existsSync(path))).toEqual([]);
	});
});

describe('docker-compose.yml', () => {
	it('runs both services with health checks, without privileges, on a read-only file system', () => {
		for (const service of Object.values(compose.services)) {
			expect(service.healthcheck).toBeDefined();
			expect(service.read_only).toBe(true);
			expect(service.cap_drop).toEqual(['ALL']);
			expect(service.security_opt).toEqual(['no-new-privileges:true']);
		}
		expect(compose.services.app.user).toBe('1000:1000');
		expect(compose.services.app.depends_on).toEqual({ database: { condition: 'service_healthy' } });
	});

	it('keeps the round keys on a volume of their own', () => {
		expect(compose.services.app.volumes).toContain('keys:/keys');
		expect(compose.services.app.environment.MURMURE_KEY_DIR).toBe('/keys');
		expect(Object.keys(compose.volumes)).toEqual(['data', 'keys', 'database']);
	});

	it('names only variables that .env.example explains', () => {
		const known = readFileSync('.env.example', 'utf8');
		const asked = [...readFileSync('docker-compose.yml', 'utf8').matchAll(/\$\{(\w+)/g)].map(
			(match) => match[1]!,
		);
		expect([...new Set(asked)].filter((name) => !known.includes(name))).toEqual([]);
	});
});

const folder = mkdtempSync(join(tmpdir(), 'murmure-image-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the image', () => {
	it('starts by its command, from its files alone, as another user who can write nowhere but to /data and /keys', async () => {
		const app = join(folder, 'app');
		mkdirSync(app);
		for (const path of valueOf('COPY').map((one) => /\/app\/(\S+) \.\//.exec(one)![1]!)) {
			mkdirSync(dirname(join(app, path)), { recursive: true });
			// The dependencies are the same as in the image, less those of development; they are not copied for a test.
			if (path === 'node_modules') symlinkSync(resolve(path), join(app, path));
			else cpSync(path, join(app, path), { recursive: true });
		}
		// As the compose file mounts it.
		mkdirSync(join(app, 'lexicon/custom'), { recursive: true });
		writeFileSync(
			join(app, 'lexicon/custom/fr.tsv'),
			'term\tpos\teffect\tweight\tforms\texample\tsource\tnote\nzglorb\tn\tanger\t0.8\t\tUn zglorb.\town\t\n',
		);
		chmodSync(folder, 0o755);
		const root = process.getuid?.() === 0;
		const [data, keys] = ['data', 'keys'].map((name) => join(folder, name)) as [string, string];
		for (const path of [data, keys]) {
			mkdirSync(path);
			chmodSync(path, 0o777);
		}
		const { connection } = await freshDatabase();
		// Given by DATABASE_URL: over TCP, as in the image. The embedded test server speaks over a socket that only its own
		// user may open: then the image's own embedded one is started.
		const url = connection.connectionString;
		const port = String(30_000 + (process.pid % 5_000));
		const [command, ...args] = JSON.parse(valueOf('CMD')[0]!) as string[];
		const child = spawn(command!, args, {
			cwd: app,
			env: {
				PATH: process.env.PATH,
				NODE_ENV: 'production',
				MURMURE_DATA_DIR: data,
				MURMURE_KEY_DIR: keys,
				PORT: port,
				ORIGIN: `http://127.0.0.1:${port}`,
				...(url ? { DATABASE_URL: url } : {}),
			},
			stdio: ['ignore', 'pipe', 'pipe'],
			...(root ? { uid: 65534, gid: 65534 } : {}),
		});
		let said = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk: Buffer) => (said += chunk));
		const ended = new Promise((done) => child.once('exit', done));
		try {
			await expect
				.poll(
					async () =>
						(await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null))?.status,
					{ timeout: 45_000, interval: 500 },
				)
				.toBe(200);
			const page = await fetch(`http://127.0.0.1:${port}/setup`);
			expect(page.status).toBe(200);
			expect(await page.text()).toMatch(/\/api\/lexicon\/fr-[0-9a-f]{16}\.bin/);
			for (const lang of ['fr', 'en'])
				expect(existsSync(join(app, `build/lexicon/${lang}.catalogue.json`))).toBe(true);
			expect(said).not.toMatch(/building/);
		} catch (error) {
			throw new Error(`the image did not start:\n${said}`, { cause: error });
		} finally {
			child.kill('SIGTERM');
			await ended;
		}
	});
});
