/** Labelled check-ins as the evaluation takes them. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Lang } from '#contracts/ids.ts';
import { readLabelled } from '#lexicon/measure/read-corpus.ts';

export type Labelled = {
	id: string;
	lang: Lang;
	text: string;
	valence: number;
	emotions: string[];
	factors: string[];
	difficulty: string;
	safety: string | null;
	traits: string[];
	/** File name without extension. */
	file: string;
	/** `hard` (dev-…) or `plain` (dev2-…, or as the line says). */
	kind: string;
};

/** Texts labelled by their valence alone (other kinds than check-ins) are left out. */
export function loadCorpus(file: string): Labelled[] {
	const name = basename(file).replace(/\.(jsonl|tsv)$/, '');
	const lang: Lang = /(^|-)fr(-|$)/.test(name) ? 'fr' : 'en';
	if (file.endsWith('.tsv')) {
		return readLabelled(file).flatMap(({ text, kind, labels }, index) =>
			labels
				? [{ id: `${name}-${index + 1}`, lang, text, kind, file: name, traits: [], ...labels }]
				: [],
		);
	}
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line.trim())
		.map((line) => {
			const item = JSON.parse(line) as Labelled;
			const kind = item.kind ?? (name.startsWith('dev2') ? 'plain' : 'hard');
			return { ...item, traits: item.traits ?? [], file: name, kind };
		});
}
