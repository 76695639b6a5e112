/** Builds the parts of Murmure that are stale: `node scripts/build.mjs [--force] [PART…]`, or `ensureBuilt` for the launcher. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withBuildLock } from './build-lock.mjs';
import { PARTS } from './build-parts.mjs';
import { BuildError } from './bundle.mjs';
import { ROOT, forgetFiles, isFresh, takeStamp, writeStamp } from './build-stamp.mjs';

export { BuildError };

/**
 * Builds those of `names` (in their order) whose sources changed since; tells so on standard error.
 * An image that ships `build` without the sources is taken as it is. @throws BuildError with a message for the user.
 */
export async function ensureBuilt(names, { force = false } = {}) {
	if (!existsSync(join(ROOT, 'src', 'cli', 'main.ts'))) return;
	if (!force && names.every((name) => isFresh(name, PARTS[name]))) return;
	await withBuildLock(async () => {
		forgetFiles();
		for (const name of names) {
			const part = PARTS[name];
			// Another launch may have built it while we waited; an edit during the build makes the stamp stale.
			if (!force && isFresh(name, part)) continue;
			const stamp = takeStamp(part);
			const start = Date.now();
			process.stderr.write(`murmure: building ${part.title} …`);
			try {
				await part.build();
			} catch (error) {
				process.stderr.write(' failed\n');
				throw error;
			}
			writeStamp(name, stamp);
			process.stderr.write(` ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
		}
	});
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const names = process.argv.slice(2).filter((word) => word !== '--force');
	const unknown = names.find((name) => !PARTS[name]);
	if (unknown) {
		console.error(`No part ${unknown}; there are ${Object.keys(PARTS).join(', ')}.`);
		process.exit(2);
	}
	try {
		await ensureBuilt(names.length ? names : Object.keys(PARTS), {
			force: process.argv.includes('--force'),
		});
	} catch (error) {
		if (!(error instanceof BuildError)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}
