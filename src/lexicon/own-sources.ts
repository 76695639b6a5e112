/** An organisation's own additions: `fr.tsv`, `fr-anything.tsv`, `fr-frames.tsv`, `fr-classes.tsv`, `fr-spelling.tsv`, and the same in English. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { LANGS, type Lang } from '#contracts/ids.ts';
import type { Problem, Source } from './tsv.ts';

/** Tables that additions may extend; whatever the others are called, their rows are one theme of its own. */
const EXTENDED = ['frames', 'classes', 'spelling'];
export const OWN_THEME = 'custom';

export type OwnSources = { sources: Record<Lang, Source[]>; problems: Problem[] };

/** @param folder such as `lexicon/custom`; files without `.tsv` at the end are left alone */
export function readOwnSources(folder: string): OwnSources {
	const own: OwnSources = { sources: { fr: [], en: [] }, problems: [] };
	for (const name of readdirSync(folder).sort()) {
		if (!name.endsWith('.tsv')) continue;
		const path = join(folder, name);
		const near = relative(process.cwd(), path);
		const file = near.startsWith('..') ? path : near;
		const lang = langOf(name);
		const text = decode(readFileSync(path));
		if (!lang) own.problems.push(fault(file, 'name', `begins with none of ${LANGS.map((one) => `${one}-`).join(', ')}`));
		else if (text === null) own.problems.push(fault(file, 'file', 'is not UTF-8'));
		else own.sources[lang].push({ file, text, table: tableOf(name), own: true });
	}
	return own;
}

const fault = (file: string, field: string, message: string): Problem => ({ file, line: 1, field, message });

function langOf(name: string): Lang | undefined {
	return LANGS.find((lang) => name === `${lang}.tsv` || name.startsWith(`${lang}-`));
}

function tableOf(name: string): string {
	const rest = basename(name, '.tsv').replace(/^[a-z]+-?/, '');
	return EXTENDED.includes(rest) ? rest : OWN_THEME;
}

function decode(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}
