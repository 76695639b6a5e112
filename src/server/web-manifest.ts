/** The list of what this build serves to browsers, as the build wrote it (scripts/web-manifest.mjs). */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestText, webManifestSchema, type WebManifest } from '#contracts/web-manifest.ts';
import { ROOT } from './root.ts';

export const MANIFEST_FILE = join(ROOT, 'build', 'web-manifest.json');

/** Null where the pages were built without it. @throws where a file is there and is no such list: a broken build. */
export function readWebManifest(file = MANIFEST_FILE): WebManifest | null {
	return existsSync(file) ? webManifestSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** SHA-256, hexadecimal, of all that is signed: one line to compare between two people, or with the release's notes. */
export const fingerprintOf = (manifest: WebManifest): string =>
	createHash('sha256').update(manifestText(manifest)).digest('hex');
