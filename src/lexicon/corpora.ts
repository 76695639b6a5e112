/** The labelled check-ins on which a lexicon is measured, whichever of their two forms is there: JSON lines, or the compact form of measure/labelled.ts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Lang } from '#contracts/ids.ts';
import { type LabelledText, type Labels, parseJsonLine, parseLabelled } from './measure/labelled.ts';

export type LabelledCheckIn = {
	text: string;
	labels: Labels;
	/** Whoever writes the rules never read it. */
	holdOut: boolean;
};

/** The hold-out among the numbered files of JSON lines; compact ones have a folder of their own. */
const HOLD_OUT = /(-(09|1[0-2])\.jsonl|[\\/]hold-out[\\/][^\\/]+)$/;
const FOLDERS = ['', 'check-ins', 'hold-out'];

/** Check-ins with all labels, in a language that the name of their file begins with. A line that is neither form is told to `warn` and left out. */
export function readCheckIns(root: string, lang: Lang, warn: (fault: string) => void): LabelledCheckIn[] {
	return corpusFiles(root)
		.filter((file) => basename(file).startsWith(lang))
		.flatMap((file) =>
			readFileSync(file, 'utf8')
				.split('\n')
				.flatMap((line, at) => {
					if (!line.trim()) return [];
					const parsed = parseLine(file, line);
					if (typeof parsed === 'string') warn(`${file}:${at + 1}: ${parsed}`);
					else if (parsed.labels)
						return [{ text: parsed.text, labels: parsed.labels, holdOut: HOLD_OUT.test(file) }];
					return [];
				}),
		);
}

export function corpusFiles(root: string): string[] {
	return FOLDERS.map((name) => join(root, 'tests/corpus', name))
		.filter((folder) => existsSync(folder))
		.flatMap((folder) => readdirSync(folder).sort().map((name) => join(folder, name)))
		.filter((file) => /\.(jsonl|tsv)$/.test(file));
}

function parseLine(file: string, line: string): LabelledText | string {
	if (file.endsWith('.tsv')) return parseLabelled(line);
	try {
		return parseJsonLine(line);
	} catch {
		return 'not JSON';
	}
}
