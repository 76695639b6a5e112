/** Finds the questions of `analytics/` at run time, wherever this code was bundled to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

const loaded = new Map<string, string>();

/** Text of `analytics/<name>.sql`. @throws if the installation lacks it. */
export function sql(name: string): string {
	let text = loaded.get(name);
	if (text === undefined) {
		text = readFileSync(join(ROOT, 'analytics', `${name}.sql`), 'utf8');
		loaded.set(name, text);
	}
	return text;
}
