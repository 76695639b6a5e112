/** `murmure lexicon measure`: measures the weights of signs on the labelled check-ins and writes signs.tsv. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '#contracts/ids.ts';
import { compile } from '#lexicon/compile.ts';
import { createInflector } from '#lexicon/inflect.ts';
import { measure, writeSigns } from '#lexicon/measure/measure.ts';
import { corpusFiles, readLabelled } from '#lexicon/measure/read-corpus.ts';
import { packageRoot, readSources } from '#lexicon/sources.ts';

/** What is given besides the corpus is the nearest to what people write: it counts more. */
const GIVEN_WEIGHT = 1.2;

/** @param also further labelled files, such as the development files outside of the repository */
export function measureSigns(lang: Lang, also: readonly string[]): void {
	const root = packageRoot();
	const files = [...corpusFiles(root, lang).learn, ...also];
	const texts = [
		...corpusFiles(root, lang).learn.flatMap(readLabelled),
		...also.flatMap(readLabelled).map((text) => ({ ...text, weight: GIVEN_WEIGHT })),
	];
	const sources = readSources(root, lang).filter(({ file }) => !file.endsWith('signs.tsv'));
	const { lexicon, symbols } = compile(sources, lang, createInflector(lang), {
		probe: false,
		shipped: true,
	});
	const rows = measure(lexicon, symbols, texts);
	const weights = rows.reduce((sum, row) => sum + row.weights.size, 0);
	writeFileSync(join(root, 'src/lexicon', lang, 'signs.tsv'), writeSigns(rows));
	process.stderr.write(
		`${lang}: ${rows.length} signs with ${weights} weights from ${texts.length} texts in ${files.length} files\n`,
	);
}
