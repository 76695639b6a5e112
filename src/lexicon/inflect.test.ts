import { describe, expect, test } from 'vitest';
import { createInflector } from './inflect.ts';

describe('French inflection', () => {
	const french = createInflector('fr');
	test('knows subjunctive, imperfect, conditional and agreeing participles', () => {
		const forms = french.forms('épuiser', 'v');
		for (const form of ['épuise', 'épuisions', 'épuisais', 'épuiserait', 'épuisée', 'épuisés']) {
			expect(forms).toContain(form);
		}
		expect(french.forms('être', 'v')).toContain('soyez');
	});
	test('makes feminines and plurals', () => {
		expect(french.forms('heureux', 'a')).toEqual(expect.arrayContaining(['heureuse', 'heureuses']));
		expect(french.forms('travail', 'n')).toContain('travaux');
		expect(french.forms('fatigué', 'a')).toEqual(expect.arrayContaining(['fatiguée', 'fatigués', 'fatiguées']));
	});
});

describe('English inflection', () => {
	const english = createInflector('en');
	test('knows regular and irregular verbs', () => {
		expect(english.forms('cry', 'v')).toEqual(expect.arrayContaining(['cries', 'cried', 'crying']));
		expect(english.forms('snap', 'v')).toEqual(expect.arrayContaining(['snapped', 'snapping']));
		expect(english.forms('give', 'v')).toEqual(expect.arrayContaining(['gave', 'given', 'giving']));
	});
	test('tells verbs from nouns', () => {
		expect(english.isVerb('shout')).toBe(true);
		expect(english.isVerb('manager')).toBe(false);
	});
	test('leaves Math.sign as it was, which natural replaces', () => expect(Math.sign(0)).toBe(0));
});
