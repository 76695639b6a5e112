/** Reads labelled check-ins in the format of shared/eval/GUIDELINES.md. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Lang } from '#contracts/ids.ts';

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

export function loadCorpus(file: string): Labelled[] {
	const name = basename(file).replace(/\.jsonl$/, '');
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line.trim())
		.map((line) => {
			const item = JSON.parse(line) as Labelled;
			const kind = item.kind ?? (name.startsWith('dev2') ? 'plain' : 'hard');
			return { ...item, traits: item.traits ?? [], file: name, kind };
		});
}
