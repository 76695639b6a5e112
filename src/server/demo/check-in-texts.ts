/** The written check-ins that simulated people draw from, and what the engine reads in them: their labels only help to draw, they are never counted. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FACTORS, LANGS, type Emotion, type Factor, type Lang } from '#contracts/ids.ts';
import type { Voice } from '#contracts/voice.ts';
import { voiceOf } from '#engine/companion/voice.ts';
import { createEngine, type Lexicons } from '#engine/read.ts';
import { ROOT } from '../root.ts';
import type { Chance } from './chance.ts';
import { THEMES, type Mood, type Theme } from './stories.ts';

type CheckIn = {
	id: string;
	lang: Lang;
	kind: 'hard' | 'plain';
	text: string;
	valence: -1 | 0 | 1;
	emotions: Emotion[];
	factors: Factor[];
	safety: string | null;
};

export type CheckIns = {
	/** Draws a check-in of the mood and has it read by the engine. */
	draw(lang: Lang, mood: Mood, weights: readonly number[], chance: Chance): Voice;
};

/** Share of check-ins that are drawn among the plain ones only. */
const IN_A_HURRY = 0.75;

/** @throws if the installation lacks the check-ins or the compiled lexicons: a broken installation. */
export function loadCheckIns(): CheckIns {
	const rows = readRows();
	const byTheme = new Map<string, CheckIn[]>();
	for (const row of rows)
		for (const theme of themesOf(row)) {
			const key = `${row.lang} ${theme}`;
			byTheme.set(key, [...(byTheme.get(key) ?? []), row]);
		}
	const engine = createEngine(readLexicons());
	const read = new Map<string, Voice>();
	return {
		draw(lang, mood, weights, chance) {
			const theme = chance.weigh(THEMES, weights);
			const about = byTheme.get(`${lang} ${theme}`) ?? rows;
			// Most people are in a hurry: they say it plainly.
			const hurried = about.filter(({ kind }) => kind === 'plain');
			const all = hurried.length >= 5 && chance.uniform() < IN_A_HURRY ? hurried : about;
			const felt = all.filter((row) => row.emotions.some((one) => mood.emotions.includes(one)));
			const row = chance.pick(felt.length >= 5 && chance.uniform() < 0.7 ? felt : all);
			const voice = read.get(row.id) ?? voiceOf(engine.read(row.text, { lang: row.lang }));
			read.set(row.id, voice);
			return voice;
		},
	};
}

function readRows(): CheckIn[] {
	const folder = join(ROOT, 'src', 'server', 'demo', 'check-ins');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.jsonl'))
		.sort()
		.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
		.map((line) => JSON.parse(line) as CheckIn)
		.filter((row) => row.safety === null);
}

function readLexicons(): Lexicons {
	const folder = join(ROOT, 'src', 'lexicon', 'compiled');
	return Object.fromEntries(LANGS.map((lang) => [lang, readFileSync(join(folder, `${lang}.bin`))]));
}

function themesOf({ factors, valence }: CheckIn): Theme[] {
	if (factors.length > 0) return factors.filter((factor) => FACTORS.includes(factor));
	return [valence > 0 ? 'good' : valence < 0 ? 'bad' : 'plain'];
}
