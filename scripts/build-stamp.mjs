/** Tells whether a built part is older than its sources, by the paths, sizes and times of the files (no content is read: it must take milliseconds). */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMPS = join(ROOT, 'build', 'stamps');
const cache = new Map();

/** @param part `{sources: paths under the root, skip?: RegExp over such paths}` */
export function takeStamp(part) {
	const hash = createHash('sha256');
	for (const source of part.sources) hash.update(describe(source, part.skip));
	return hash.digest('hex');
}

export function isFresh(name, part) {
	const file = join(STAMPS, name);
	return (
		existsSync(file) &&
		part.outputs.every((output) => existsSync(join(ROOT, output))) &&
		readFileSync(file, 'utf8') === takeStamp(part)
	);
}

export function writeStamp(name, stamp) {
	mkdirSync(STAMPS, { recursive: true });
	writeFileSync(join(STAMPS, name), stamp);
	forgetFiles();
}

/** Looks at the files anew: after a wait, or after a part was built that others are made from. */
export const forgetFiles = () => cache.clear();

function describe(source, skip) {
	const key = `${source} ${skip}`;
	const known = cache.get(key);
	if (known !== undefined) return known;
	const lines = [];
	const visit = (path) => {
		if (skip?.test(path)) return;
		const facts = statSync(join(ROOT, path), { throwIfNoEntry: false });
		if (!facts) return;
		if (!facts.isDirectory()) lines.push(`${path}\t${facts.size}\t${facts.mtimeMs}`);
		else for (const name of readdirSync(join(ROOT, path)).sort()) visit(`${path}/${name}`);
	};
	visit(source);
	const text = `${lines.join('\n')}\n`;
	cache.set(key, text);
	return text;
}
