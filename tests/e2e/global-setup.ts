/** Starts one demonstration in a folder of its own for all journeys, and ends it after the last. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DemoLinks } from './demo.ts';

const START_TIMEOUT_MS = 240_000;

export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
	// While writing a journey: one that already runs, as `{links, data, port}`.
	if (process.env.MURMURE_E2E) return undefined;
	const data = mkdtempSync(join(tmpdir(), 'murmure-e2e-'));
	// As root, the database runs as another user, who must get in.
	chmodSync(data, 0o755);
	const port = String(20_000 + (process.pid % 20_000));
	const env = { ...process.env, MURMURE_DATA_DIR: data, PORT: port };
	delete (env as Record<string, string | undefined>).DATABASE_URL;
	const demo = spawn(process.execPath, ['bin/murmure.mjs', 'demo', '--port', port, '--json'], {
		env,
		detached: true,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const links = await new Promise<DemoLinks>((resolve, reject) => {
		const timer = setTimeout(
			() => reject(new Error('the demonstration did not start in time')),
			START_TIMEOUT_MS,
		);
		demo.once('exit', (code) => reject(new Error(`the demonstration ended with ${code}`)));
		createInterface({ input: demo.stdout }).once('line', (line) => {
			clearTimeout(timer);
			resolve(JSON.parse(line) as DemoLinks);
		});
	});
	process.env.MURMURE_E2E = JSON.stringify({ links, data, port });
	return async () => {
		const ended = new Promise((resolve) => demo.once('exit', resolve));
		process.kill(demo.pid!, 'SIGTERM');
		await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15_000))]);
		try {
			process.kill(-demo.pid!, 'SIGKILL');
		} catch {
			// Already gone, as it should be.
		}
		rmSync(data, { recursive: true, force: true });
	};
}
