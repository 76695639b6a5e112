/** The lexicon that this server serves: the one it was built with, or that one merged with the organisation's own additions. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue } from '#contracts/catalogue.ts';
import { LANGS, type Lang } from '#contracts/ids.ts';
import { ROOT } from './root.ts';

export type LexiconInUse = {
	/** Every row of a language; null where this copy of Murmure was built without. Read once. */
	catalogue(lang: Lang): Promise<Catalogue | null>;
	/** Where devices fetch a merged lexicon, its hash in its name; a language without additions is bundled with the pages. */
	addresses: Partial<Record<Lang, string>>;
	/** By the last part of such an address. */
	files: ReadonlyMap<string, LexiconFile>;
};
export type LexiconFile = { bytes: Uint8Array; br: Uint8Array; gzip: Uint8Array };

/** How the command line tells the server, which is bundled apart, what it merged before it started it. */
const MERGED = Symbol.for('murmure.lexicon');
const holder = globalThis as { [MERGED]?: string };

/** Folder of the merged lexicon, or null. */
export const mergedLexicon = (): string | null => holder[MERGED] ?? null;
export const useMergedLexicon = (folder: string): void => void (holder[MERGED] = folder);

/** @param merged a folder that `mergeLexicon` wrote; @param built what comes with Murmure */
export function openLexicon(
	merged: string | null,
	built: string = join(ROOT, 'build', 'lexicon'),
): LexiconInUse {
	const addresses: LexiconInUse['addresses'] = {};
	const files = new Map<string, LexiconFile>();
	const folders: Record<Lang, string> = { fr: built, en: built };
	for (const lang of LANGS) {
		if (!merged || !existsSync(join(merged, `${lang}.bin`))) continue;
		const read = (end: string): Uint8Array => readFileSync(join(merged, `${lang}.bin${end}`));
		const file = { bytes: read(''), br: read('.br'), gzip: read('.gz') };
		const hash = createHash('sha256').update(file.bytes).digest('hex').slice(0, 16);
		const name = `${lang}-${hash}.bin`;
		addresses[lang] = `/api/lexicon/${name}`;
		files.set(name, file);
		folders[lang] = merged;
	}
	const catalogues = new Map<Lang, Promise<Catalogue | null>>();
	return {
		addresses,
		files,
		catalogue(lang) {
			let catalogue = catalogues.get(lang);
			if (!catalogue) {
				catalogue = readCatalogue(join(folders[lang], `${lang}.catalogue.json`));
				catalogues.set(lang, catalogue);
				// Asked for again with the next page, should it have failed.
				catalogue.catch(() => catalogues.delete(lang));
			}
			return catalogue;
		},
	};
}

async function readCatalogue(file: string): Promise<Catalogue | null> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Catalogue;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}
