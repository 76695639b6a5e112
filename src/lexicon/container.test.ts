import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Columns } from '#engine/columns.ts';
import { readSections } from '#engine/container.ts';
import { fixtureLexicon } from '#engine/fixture.ts';
import { createEngine } from '#engine/read.ts';
import { numbers, text, writeSections } from './container.ts';

const file = writeSections(new Map([['numbers', numbers([1, 300])]]));

describe('the file of a lexicon', () => {
	test('gives back every section as it was written', () => {
		const section = fc.tuple(fc.string({ unit: 'grapheme' }), fc.array(fc.nat({ max: 0x7fffffff })));
		fc.assert(
			fc.property(fc.array(section, { maxLength: 8 }), (list) => {
				const written = new Map<string, Uint8Array>();
				list.forEach(([words, values], at) => {
					written.set(`t${at}`, text(words));
					written.set(`n${at}`, numbers(values));
				});
				const columns = new Columns(readSections([writeSections(written)]));
				list.forEach(([words, values], at) => {
					expect(columns.text(`t${at}`)).toBe(words.replace(/^\uFEFF/, ''));
					expect([...columns.numbers(`n${at}`)]).toEqual(values);
				});
			}),
		);
	});
	test('may come in several parts', () => {
		const other = writeSections(new Map([['more', text('là')]]));
		expect([...readSections([file, other]).keys()]).toEqual(['numbers', 'more']);
	});
	test.each([
		['an empty file', new Uint8Array(0), 'no compiled lexicon'],
		['another file', text('<!doctype html><title>Not found</title>'), 'no compiled lexicon'],
		['one of another version', Uint8Array.from(file, (byte, at) => (at === 4 ? 99 : byte)), 'format 99'],
		['one cut short', file.subarray(0, file.length - 1), 'damaged or cut short'],
		['one without what is needed', file, 'section about is missing'],
	])('is refused when it is %s', (_, bytes, message) => {
		expect(() => createEngine({ fr: bytes })).toThrow(message);
	});
	test('is refused when a byte of it has changed', () => {
		const [lexicon] = fixtureLexicon('fr');
		fc.assert(
			fc.property(fc.nat({ max: lexicon!.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
				const damaged = Uint8Array.from(lexicon!);
				damaged[at]! ^= change;
				expect(() => createEngine({ fr: damaged })).toThrow(/^lexicon: /);
			}),
		);
	});
});
