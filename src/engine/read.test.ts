import { describe, expect, test } from 'vitest';
import { fixtureLexicon } from './fixture.ts';
import { createEngine, read } from './read.ts';

const engine = createEngine({ fr: fixtureLexicon('fr'), en: fixtureLexicon('en') });
const fr = (text: string) => engine.read(text, { lang: 'fr' });
const emotions = (text: string) => fr(text).emotions.map(({ emotion }) => emotion);
const factors = (text: string) => fr(text).factors.map(({ factor, pole }) => factor + pole);

describe('reading', () => {
	test('a named emotion is felt', () => {
		expect(emotions('Je suis contente')).toEqual(['joy']);
		expect(fr('Je suis contente').polarity).toBe(1);
	});
	test('the words themselves are the evidence', () => {
		const [cue] = fr('Bof, je suis ÉPUISÉE !').evidence;
		expect(cue).toMatchObject({ start: 13, end: 20, cue: 'ÉPUISÉE', label: 'fatigue' });
	});
	test('a negated joy is not joy', () => {
		expect(emotions('Je ne suis pas content')).toEqual([]);
		expect(fr('Je ne suis pas content').polarity).toBe(-1);
	});
	test('a negated fatigue leaves ease', () => expect(fr('Pas fatiguée.').polarity).toBe(1));
	test('a row that holds its own negator is not negated', () => {
		expect(fr('pas mal').polarity).toBe(1);
		expect(emotions("Je n'en peux plus")).toEqual(['fatigue']);
	});
	test('"plus" without ne means more', () => expect(fr('Plus contente.').polarity).toBe(1));
	test('what follows "mais" decides', () => {
		expect(fr('Fatiguée mais contente').polarity).toBe(1);
		expect(fr('Contente mais fatiguée').polarity).toBe(-1);
	});
	test('a resource wished for is missing', () => {
		expect(factors("J'aimerais de la reconnaissance")).toEqual(['relations-']);
	});
	test('what was bad and is over is ease', () => {
		expect(fr("J'étais épuisé, ça va mieux").polarity).toBe(1);
	});
	test('a frame reads a situation and says why', () => {
		const reading = fr('On est deux pour quarante résidents');
		expect(reading.factors).toEqual([{ factor: 'intensity', pole: '-', weight: 0.8 }]);
		expect(reading.evidence[0]?.reason).toBe('Peu de monde pour beaucoup à faire.');
		expect(reading.difficulty).toBe('organisation');
	});
	test('a person is a slot of several words', () => {
		expect(factors("le chef de service m'a remerciée")).toEqual(['relations+']);
	});
	test('a figure of speech is no alarm', () => {
		expect(fr('On était mort de rire').safety).toBeNull();
		expect(fr('Je veux mourir').safety).toBe('crisis');
	});
	test('misspellings are read as what they stand for', () => {
		expect(emotions('jpp')).toEqual(['fatigue']);
		expect(fr('jpp').evidence[0]).toMatchObject({ start: 0, end: 3, cue: 'jpp' });
	});
	test('elongation and slips are seen through', () => {
		expect(emotions('fatiguéééée')).toEqual(['fatigue']);
		expect(emotions('drole dimpression, imrpession')).toEqual(['confusion']);
	});
	test('accents may be missing, but not contradict', () => {
		expect(emotions('je suis epuisee')).toEqual(['fatigue']);
		expect(emotions('un plat salé')).toEqual([]);
	});
	test('emoji are words, whatever their skin or joiner', () => {
		expect(emotions('lundi 😴')).toEqual(['fatigue']);
		expect(fr('lundi 😴').evidence[0]).toMatchObject({ start: 6, end: 8, cue: '😴' });
	});
	test('contractions open in English', () => {
		expect(engine.read("I don't feel happy").polarity).toBe(-1);
		expect(engine.read('Three of us for forty').lang).toBe('en');
	});
	test('nothing to read is silence', () => {
		expect(fr('')).toMatchObject({
			valence: 0,
			polarity: 0,
			emotions: [],
			evidence: [],
			safety: null,
		});
	});
	test('one lexicon alone answers for both languages', () => {
		const only = { fr: fixtureLexicon('fr') };
		expect(read('content', { lexicons: only, lang: 'en' }).lang).toBe('en');
	});
});
