import { describe, expect, it } from 'vitest';
import { chooseLang } from './choose-lang.ts';

const NOTHING = { cookie: undefined, acceptLanguage: null, person: null, organisation: null };

describe('the language of a page', () => {
	it('is what was chosen on this device', () => {
		expect(
			chooseLang({ cookie: 'en', acceptLanguage: 'fr', person: 'fr', organisation: 'fr' }),
		).toBe('en');
		expect(chooseLang({ ...NOTHING, cookie: 'de', acceptLanguage: 'en' })).toBe('en');
	});

	it.each([
		['en-GB,en;q=0.9,fr;q=0.8', 'en'],
		['de,fr;q=0.3,en;q=0.4', 'en'],
		['fr-CA', 'fr'],
		['EN', 'en'],
		['en;q=0,fr', 'fr'],
	])('else what the browser asks for: %s', (acceptLanguage, lang) => {
		expect(chooseLang({ ...NOTHING, acceptLanguage })).toBe(lang);
	});

	it('else what is known of the person, then of the organisation, then French', () => {
		const german = { ...NOTHING, acceptLanguage: 'de-DE,de' };
		expect(chooseLang({ ...german, person: 'en', organisation: 'fr' })).toBe('en');
		expect(chooseLang({ ...german, organisation: 'en' })).toBe('en');
		expect(chooseLang({ ...german, acceptLanguage: '*' })).toBe('fr');
	});
});
