/** The labelled check-ins are whole, the hold-out is apart, and the engine reads what nobody wrote it for. */
import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGS, type Lang } from '#contracts/ids.ts';
import { createEngine } from '#engine/read.ts';
import { corpusFiles, readLabelled } from '#lexicon/measure/read-corpus.ts';
import { packageRoot, readCompiled } from '#lexicon/sources.ts';
import { readAll, score, type Scores } from '../eval/eval.ts';
import { loadCorpus } from './load.ts';

const root = packageRoot();
const folded = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
/** Short answers ("ça va") are what everybody says. */
const said = (text: string): boolean => folded(text).split(' ').length > 6;

/** Well under what was measured last (see the closing notes), so that a loss shows and chance does not. */
const FLOORS: Record<string, Partial<Scores>> = {
	hard: { valence: 0.6, emotions: 0.35, dominant: 0.38, factors: 0.37, difficulty: 0.5 },
	plain: { valence: 0.77, emotions: 0.64, dominant: 0.72, factors: 0.6, difficulty: 0.72 },
};

describe.each(LANGS)('labelled texts (%s)', (lang: Lang) => {
	const { learn, holdOut } = corpusFiles(root, lang);

	test('every line is labelled as the guidelines allow', () => {
		expect(learn.length).toBeGreaterThan(10);
		expect(holdOut.length).toBeGreaterThan(5);
		for (const file of [...learn, ...holdOut]) {
			for (const { text, labels } of readLabelled(file)) {
				if (!labels) continue;
				const families = labels.factors.map((factor) => factor.slice(0, -1));
				expect(new Set(families).size, `${relative(root, file)}: ${text}`).toBe(families.length);
				expect(labels.emotions.length).toBeLessThanOrEqual(3);
			}
		}
	});

	test('no text of the hold-out is learned from', () => {
		const known = new Set(learn.flatMap(readLabelled).map(({ text }) => folded(text)));
		const leaked = holdOut
			.flatMap(readLabelled)
			.filter(({ text }) => said(text) && known.has(folded(text)));
		expect(leaked.map(({ text }) => text)).toEqual([]);
	});

	test('a third is held out', () => {
		const texts = (files: string[]): number =>
			files.flatMap(readLabelled).filter(({ labels }) => labels !== null).length;
		const share = texts(holdOut) / (texts(holdOut) + texts(learn));
		expect(share).toBeGreaterThan(0.28);
	});

	test.each(['hard', 'plain'])('%s texts of the hold-out are read above the floor', (kind) => {
		const engine = createEngine({ [lang]: readCompiled(root, lang) });
		const items = holdOut.flatMap(loadCorpus).filter((item) => item.kind === kind);
		const scores = score(readAll(engine, items));
		for (const [measure, floor] of Object.entries(FLOORS[kind]!))
			expect(scores[measure as keyof Scores], measure).toBeGreaterThan(floor as number);
	});
});
