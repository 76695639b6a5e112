import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueRow } from '#contracts/catalogue.ts';
import { overwriteGetLocale } from '#messages/runtime.js';
import { labelsNamed, termName, themeName } from './labels.ts';
import { measureLines, readWell } from './measured.ts';
import { agreedInWords, saysInWords } from './says.ts';

let lang: 'fr' | 'en' = 'fr';
beforeAll(() => overwriteGetLocale(() => lang));
afterAll(() => void (lang = 'fr'));

const row = (more: Partial<CatalogueRow>): CatalogueRow => ({
	theme: 'idioms',
	line: 2,
	term: 'content',
	forms: '',
	says: [],
	example: '',
	reason: '',
	...more,
});

describe('what a row says', () => {
	it('is told in the reader’s words, with weights, and what it says when negated', () => {
		const says: CatalogueRow['says'] = [
			['joy', 0.8],
			['relations-', 0.5],
			['d.conflict', 0.5],
			['!negative', 0.7],
		];
		lang = 'fr';
		expect(saysInWords(row({ says }))).toEqual([
			'joie 0,8',
			'les relations de travail 0,5',
			'difficulté\u202f: les relations de travail 0,5',
			'nié\u202f: un ressenti plutôt difficile 0,7',
		]);
		lang = 'en';
		expect(saysInWords(row({ says }))[0]).toBe('joy 0.8');
	});

	it('has no weight for members of a class', () => {
		lang = 'en';
		expect(saysInWords(row({ theme: 'classes', says: [['@manager', 0.5]] }))).toEqual([
			'a word of the class @manager',
		]);
	});

	it('is for and against, the strongest first, for a measured sign', () => {
		lang = 'en';
		const sign = row({
			theme: 'signs',
			sign: 'word',
			says: [
				['joy', 0.2],
				['pride', 1.4],
				['fatigue.d', -0.6],
			],
		});
		expect(saysInWords(sign)).toEqual([
			'Speaks for: pride (clearly) and joy (a little).',
			'Speaks against: difficulty: tiredness.',
		]);
	});
});

describe('a term', () => {
	it.each([
		['=always', 'always there'],
		['=joy', 'the rules say: joy'],
		['=d.fatigue?', 'the rules say so, however faintly: difficulty: tiredness'],
		['=up-to-5', 'at most 5 words'],
		['=from-21', '21 words or more'],
	])('of a rule’s score is told in words: %s', (term, words) => {
		lang = 'en';
		expect(termName(row({ theme: 'signs', sign: 'rule', term }))).toBe(words);
	});

	it('of any other row is its own words', () => {
		expect(termName(row({ term: '~être crevé' }))).toBe('~être crevé');
	});
});

it('labels are found by their names without accents, but not by a mere letter or two', () => {
	lang = 'fr';
	expect(labelsNamed('COLERE')).toEqual(['anger']);
	expect(labelsNamed('l')).toEqual([]);
});

it('themes have names; an unknown one keeps its own', () => {
	lang = 'en';
	expect(themeName('frames')).toBe('Situations');
	expect(themeName('autonomy')).toBe('Autonomy');
	expect(themeName('new-file')).toBe('new-file');
});

it('a row tells in how many texts its reader agreed, or why it cannot', () => {
	lang = 'en';
	expect(agreedInWords(row({ fired: 12, agreed: 9 }))).toBe('Agrees in 9 of 12');
	expect(agreedInWords(row({ fired: 12 }))).toBe('Served in 12');
	expect(agreedInWords(row({ fired: 0, agreed: 0 }))).toBe('Served in none');
	expect(agreedInWords(row({ unshipped: true }))).toBe('Not sent to devices, as it served in none');
	expect(agreedInWords(row({ own: true }))).toBe('Not measured yet');
	expect(agreedInWords(row({ theme: 'classes' }))).toBe('');
});

describe('the figures', () => {
	const measured = {
		texts: 400,
		valence: { of: 400, right: 300, opposite: 20 },
		emotions: { there: 200, said: 100, hit: 80 },
		dominant: { of: 150, right: 90 },
		factors: { there: 100, said: 100, hit: 50 },
		difficulty: { of: 400, right: 200 },
		crisis: { there: 40, said: 50, hit: 38 },
		violence: { there: 4, said: 2, hit: 1 },
	};

	it('are out of a hundred, and plain counts where there are few texts', () => {
		lang = 'en';
		const means = Object.fromEntries(measureLines(measured).map((line) => [line.id, line.meaning]));
		expect(means.valence).toMatch(/^Out of 100 texts, 75 .* 5 are taken the wrong way round\.$/);
		expect(means.emotions).toMatch(/40 are found\. .* 80 are in it/);
		expect(means.crisis).toMatch(/95 are recognised\. Out of 100 alerts, 76 are founded/);
		expect(means.violence).toMatch(/Recognised: 1 of 4\. Founded alerts: 1 of 2/);
	});

	it('are summed over languages for the title, and there is none without measures', () => {
		expect(readWell([measured, null])).toBe('75');
		expect(readWell([null])).toBeNull();
	});
});
