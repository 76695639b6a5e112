/** The catalogue is whole in both languages, and French is typeset as French. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '#contracts/errors.ts';

const folder = 'src/messages';
const read = (file: string): Record<string, string> =>
	JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, string>;
const names = [
	...new Set(
		readdirSync(folder)
			.filter((file) => file.endsWith('.json'))
			.map((file) => file.split('.')[0]!),
	),
];
const inputs = (text: unknown): string[] =>
	[...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

describe.each(names)('the messages of %s', (name) => {
	const fr = read(`${name}.fr.json`);
	const en = read(`${name}.en.json`);

	it('exist in both languages with the same inputs', () => {
		expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
		for (const key of Object.keys(fr))
			expect([key, inputs(en[key])]).toEqual([key, inputs(fr[key])]);
	});

	it('are typeset as French', () => {
		const wrong = Object.entries(fr).filter(([, value]) => {
			const text = JSON.stringify(value);
			return / [;?!:»]|« |[\p{L}]'[\p{L}]|\.\.\./u.test(text.replace(/": /g, '":'));
		});
		expect(wrong).toEqual([]);
	});

	it('shout in neither language', () => {
		const loud = [...Object.entries(fr), ...Object.entries(en)].filter(([, value]) =>
			/!/.test(JSON.stringify(value)),
		);
		expect(loud).toEqual([]);
	});
});

describe('every message', () => {
	it('has a key of its own across files', () => {
		const keys = names.flatMap((name) => Object.keys(read(`${name}.fr.json`)));
		expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
	});

	it('is there for every error code', () => {
		const keys = Object.keys(read('errors.fr.json'));
		expect(ERROR_CODES.filter((code) => !keys.includes(`error_${code.toLowerCase()}`))).toEqual([]);
	});
});
