/** The browser of the end-to-end tests: the system's Chromium if there is one, else Playwright's own, else Debian's package. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of an installed Chromium in PATH; undefined if there is none. */
export function systemChromium(exists = existsSync) {
	for (const folder of (process.env.PATH ?? '').split(delimiter))
		for (const name of NAMES) if (folder && exists(join(folder, name))) return join(folder, name);
	return undefined;
}

/** Makes sure that there is a browser; installs one if needed. @returns false if none could be had. */
export async function ensureBrowser() {
	if (systemChromium() || (await hasPlaywrightChromium())) return true;
	console.log('No Chromium found: installing one for the tests.');
	if (run('npx', ['playwright', 'install', 'chromium'], 180_000) && (await hasPlaywrightChromium()))
		return true;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
	run('apt-get', ['update', '-qq'], 300_000, quiet);
	run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 600_000, quiet);
	return systemChromium() !== undefined;
}

async function hasPlaywrightChromium() {
	const { chromium } = await import('@playwright/test');
	return existsSync(chromium.executablePath());
}

function run(command, args, timeout, env = {}) {
	const done = spawnSync(command, args, {
		stdio: ['ignore', 'inherit', 'inherit'],
		timeout,
		env: { ...process.env, ...env },
	});
	return done.status === 0;
}
