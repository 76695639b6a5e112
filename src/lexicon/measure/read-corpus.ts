/** Where the labelled check-ins are, and which of them nobody who writes rules or measures weights may read (Node only). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Lang } from '#contracts/ids.ts';
import { type LabelledText, parseJsonLine, parseLabelled } from './labelled.ts';

/** Held out: the second half of the first corpus, and all of the folder `hold-out`. */
const HELD_OUT = /(^|\/)hold-out\/|corpus\/(fr|en)-(09|1[0-2])\.jsonl$|check-ins\/(fr|en)-0[6-8]\.jsonl$/;

/** Files of phrases that drill the vocabulary (`fr-drill.tsv`): each counts for a twentieth of a check-in, or they would outweigh these. */
const DRILL = /-drill\.tsv$/;
const DRILL_WEIGHT = 0.05;

/** Labelled files of one language, sorted: tests/corpus and the demonstration's check-ins. */
export function corpusFiles(root: string, lang: Lang): { learn: string[]; holdOut: string[] } {
	const files = ['tests/corpus', 'tests/corpus/check-ins', 'tests/corpus/hold-out', 'src/server/demo/check-ins']
		.map((folder) => join(root, folder))
		.filter((folder) => existsSync(folder))
		.flatMap((folder) =>
			readdirSync(folder)
				.filter((name) => name.startsWith(`${lang}-`) && /\.(jsonl|tsv)$/.test(name))
				.sort()
				.map((name) => join(folder, name)),
		);
	return {
		learn: files.filter((file) => !HELD_OUT.test(file)),
		holdOut: files.filter((file) => HELD_OUT.test(file)),
	};
}

/** @throws Error that names the file and line of what is not labelled as it should be. */
export function readLabelled(file: string): LabelledText[] {
	return readFileSync(file, 'utf8')
		.split('\n')
		.flatMap((line, index) => {
			if (!line.trim()) return [];
			if (file.endsWith('.jsonl')) {
				const one = parseJsonLine(line);
				if (typeof one === 'string') throw new Error(`${file}:${index + 1}: ${one}`);
				return [{ ...one, kind: one.kind || (basename(file).startsWith('dev2') ? 'plain' : 'hard') }];
			}
			const one = parseLabelled(line);
			if (typeof one === 'string') throw new Error(`${file}:${index + 1}: ${one}`);
			return [DRILL.test(file) ? { ...one, weight: DRILL_WEIGHT } : one];
		});
}
