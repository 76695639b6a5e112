/** Where Murmure is installed: the same files are reached from sources, from the command-line bundle and from Kit's bundle. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder above `from` that holds Murmure's own package.json. Throws if there is none: that is a broken installation. */
export function findRoot(from: string): string {
	for (let folder = from; ; folder = dirname(folder)) {
		const file = join(folder, 'package.json');
		if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'murmure')
			return folder;
		if (dirname(folder) === folder) throw new Error(`no murmure installation above ${from}`);
	}
}

export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));
