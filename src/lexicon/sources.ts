/** Where the lexicon's sources are on disk, and how they are read (Node only). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lang } from '#contracts/ids.ts';
import type { CompiledLexicon } from '#engine/read.ts';
import type { Source } from './tsv.ts';

/** The package's root, found upwards from this module, bundled or not. */
export function packageRoot(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'src/lexicon/weights.tsv')) && dirname(folder) !== folder) {
		folder = dirname(folder);
	}
	return folder;
}

/** All sources of one language, `weights.tsv` among them; `extra` are the organisation's own files. */
export function readSources(root: string, lang: Lang, extra: string[] = []): Source[] {
	const folder = join(root, 'src/lexicon', lang);
	const files = readdirSync(folder)
		.filter((name) => name.endsWith('.tsv'))
		.sort()
		.map((name) => join(folder, name));
	return [...files, join(root, 'src/lexicon/weights.tsv'), ...extra].map((file) => ({
		file: file.startsWith(root) ? file.slice(root.length + 1) : file,
		text: readFileSync(file, 'utf8'),
	}));
}

/** Where the compiled form of a language is, for browsers and with the names of its rows. */
export function compiledFiles(root: string, lang: Lang): string[] {
	return ['bin', 'names.bin'].map((end) => join(root, 'src/lexicon/compiled', `${lang}.${end}`));
}

/** The compiled lexicon of a language with the names of its rows. @throws if it was not built. */
export function readCompiled(root: string, lang: Lang): CompiledLexicon {
	return compiledFiles(root, lang).map((file) => readFileSync(file));
}
