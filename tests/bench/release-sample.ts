/** A made-up organisation of 2,000 units with 26 weeks of voices, the same at every run. */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CATEGORIES, FACTORS } from '#contracts/ids.ts';

const PERIODS = 26;
const VOICES_A_PERIOD = 50_000;
const SITES = 20;
const DEPARTMENTS = 10;
const UNITS = 2000;
const EMOTIONS = CATEGORIES.emotion;
const DIFFICULTIES = CATEGORIES.difficulty;

/** Writes U.csv and V.csv. @returns the number of voices. */
export function writeSample(folder: string): number {
	const teams = writeUnits(join(folder, 'U.csv'));
	const random = uniform(2026);
	const below = (n: number) => Math.floor(random() * n);
	const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
	const file = openSync(join(folder, 'V.csv'), 'w');
	writeSync(file, 'period,unit_id,voice,valence,emotion,difficulty,factors\n');
	for (let week = 1; week <= PERIODS; week++) {
		const period = `2026-W${String(week).padStart(2, '0')}`;
		let text = '';
		for (let i = 0; i < VOICES_A_PERIOD; i++) {
			const factors = new Set(Array.from({ length: below(4) }, () => pick(FACTORS)));
			const voice = `${(below(2 ** 31) * 4096 + i).toString(36)}-${i.toString(36)}`;
			text += `${period},${teams[i % teams.length]},${voice},${below(3) - 1},${pick(EMOTIONS)},${pick(DIFFICULTIES)},${[...factors].join('|')}\n`;
		}
		writeSync(file, text);
	}
	closeSync(file);
	return PERIODS * VOICES_A_PERIOD;
}

function writeUnits(path: string): string[] {
	const rows = ['unit_id,parent_id,name,eligible', 'root,,Root,3'];
	const teams: string[] = [];
	for (let site = 0; site < SITES; site++) rows.push(`s${site},root,Site ${site},2`);
	for (let at = 0; at < SITES * DEPARTMENTS; at++)
		rows.push(`d${at},s${at % SITES},Department ${at},2`);
	for (let at = 0; rows.length <= UNITS; at++) {
		teams.push(`t${at}`);
		rows.push(`t${at},d${at % (SITES * DEPARTMENTS)},Team ${at},${30 + (at % 25)}`);
	}
	writeFileSync(path, `${rows.join('\n')}\n`);
	return teams;
}

/** Uniform in [0, 1) from a seed (mulberry32). */
function uniform(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let word = Math.imul(state ^ (state >>> 15), state | 1);
		word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
		return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
	};
}
