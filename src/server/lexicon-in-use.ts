/** The lexicon that this server serves: the one it was built with, or that one merged with the organisation's own additions. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Lang } from '#contracts/ids.ts';
import { ROOT } from './root.ts';

export type LexiconInUse = {
	/** Every row of a language; null where this copy of Murmure was built without. Read once. */
	catalogue(lang: Lang): Promise<Catalogue | null>;
};

export function openLexicon(folder: string = join(ROOT, 'build', 'lexicon')): LexiconInUse {
	const catalogues = new Map<Lang, Promise<Catalogue | null>>();
	return {
		catalogue(lang) {
			let catalogue = catalogues.get(lang);
			if (!catalogue) {
				catalogue = readCatalogue(join(folder, `${lang}.catalogue.json`));
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
