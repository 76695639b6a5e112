import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#lexicon/compile.ts';
import { fixtureInflector, fixtureSources } from './fixture.ts';
import { INPUTS } from './inputs.ts';
import { OUTPUTS } from './outputs.ts';
import { createEngine } from './read.ts';
import { keyOfName, keyOfPair, stemName } from './sign-keys.ts';
import {
	BOND_STEP,
	GRAIN,
	INPUT_STEP,
	packSigns,
	SignTable,
	type SignWeights,
	WIDTH,
} from './sign-table.ts';

const SIGNS = [
	'term\tkind\teffect\ttexts',
	`=always\trule\t${OUTPUTS.map((output) => `${output}:${output === 'none.d' ? 2 : -3}`).join(' ')}\t`,
	'=joy\trule\tjoy:6 positive:6\t',
	'=joy?\trule\tjoy:-2\t',
	'vestia*\tword\tsadness:8 negative:9\t4',
	'paupi*\tword\tfatigue:9 negative:9\t4',
	'pas chaud\tpair\tnegative:6 disengagement:8\t3',
	'@manager\tclass\trelations-:7\t9',
	'',
].join('\n');

const compiled = compile(
	[...fixtureSources('fr'), { file: 'fr/signs.tsv', text: SIGNS.replace('vestia*', 'vesti*') }],
	'fr',
	fixtureInflector,
);
const read = createEngine({ fr: compiled.lexicon }).read;
const fr = (text: string) => read(text, { lang: 'fr' });

describe('weighted signs', () => {
	test('compile without a fault', () => expect(compiled.problems).toEqual([]));
	test('speak where no rule does, and are the evidence', () => {
		const reading = fr('Les paupières lourdes');
		expect(reading.emotions.map(({ emotion }) => emotion)).toContain('fatigue');
		expect(reading.polarity).toBe(-1);
		expect(reading.evidence).toContainEqual(
			expect.objectContaining({ cue: 'paupières', label: 'fatigue', start: 4, end: 13 }),
		);
	});
	test('a pair is read across accents and case, and shown whole', () => {
		const reading = fr('PAS CHAUD pour lundi');
		expect(reading.emotions[0]?.emotion).toBe('disengagement');
		expect(reading.evidence[0]).toMatchObject({ cue: 'PAS CHAUD', label: 'disengagement' });
	});
	test('a class speaks by any of its members', () => {
		expect(fr('ma cheffe').factors).toMatchObject([{ factor: 'relations', pole: '-' }]);
	});
	test('rule scores weigh as the table says', () => {
		expect(fr('Je suis contente').emotions[0]?.emotion).toBe('joy');
		expect(fr('Je suis contente').polarity).toBe(1);
		expect(fr('Rien').polarity).toBe(0);
	});
	test('words of a cue set aside say nothing more', () => {
		const text = 'Les paupières lourdes';
		const again = read(text, { lang: 'fr', without: [{ start: 4, end: 13 }] });
		expect(again.emotions).toEqual([]);
		expect(again.polarity).toBe(0);
	});
	test('a sign counts once, however often it is said', () => {
		const once = fr('paupières et le reste est rien').valence;
		const thrice = fr('paupières paupières paupières et rien').valence;
		expect(Math.abs(once - thrice)).toBeLessThan(0.05);
	});
});

describe('the table of signs', () => {
	const weights = fc
		.uniqueArray(fc.tuple(fc.nat(OUTPUTS.length - 1), fc.integer({ min: -127, max: 127 })), {
			selector: ([output]) => output,
			minLength: 1,
			maxLength: 5,
		})
		.map((pairs): SignWeights => new Map(pairs.filter(([, weight]) => weight !== 0)));
	const grained = weights.map(
		(row): SignWeights => new Map([...row].map(([o, weight]) => [o, weight * GRAIN[o]!])),
	);
	const mapOf = (key: fc.Arbitrary<number>, row = weights) =>
		fc
			.uniqueArray(fc.tuple(key, row), { selector: ([k]) => k, maxLength: 30 })
			.map((list) => new Map(list));

	test('comes back as it was packed', () => {
		fc.assert(
			fc.property(
				weights,
				mapOf(fc.nat(INPUTS.length - 1)),
				mapOf(fc.nat(OUTPUTS.length - 1)),
				weights,
				mapOf(fc.nat(5000), grained),
				mapOf(fc.nat(2 ** 24 - 1), grained),
				(bias, inputs, bonds, bondBias, symbols, keys) => {
					const table = new SignTable(packSigns({ bias, inputs, bonds, bondBias, symbols, keys }));
					const weights = (of: (output: number) => number): SignWeights =>
						new Map(OUTPUTS.map((_, output) => [output, of(output)] as const).filter(([, w]) => w));
					const rowAt = (row: number) => {
						table.fill(row);
						return weights((output) => table.weight(row, output));
					};
					const logits = (values: Float64Array, row: number, step: number) =>
						weights((output) => Math.round(values[row * WIDTH + output]! / step));
					expect(logits(table.bias, 0, INPUT_STEP)).toEqual(bias);
					expect(logits(table.bondBias, 0, BOND_STEP)).toEqual(bondBias);
					for (const [input, row] of inputs)
						expect(logits(table.inputs, input, INPUT_STEP)).toEqual(row);
					for (const [output, row] of bonds)
						expect(logits(table.bonds, output, BOND_STEP)).toEqual(row);
					for (const [symbol, row] of symbols) {
						expect(rowAt(table.rowOfSymbol[symbol]!)).toEqual(row);
					}
					for (const [key, row] of keys) {
						expect(rowAt(table.find(key))).toEqual(row);
					}
				},
			),
		);
	});
	test('cut short, it is refused', () => {
		const packed = packSigns({
			bias: new Map([[1, 4]]),
			inputs: new Map(),
			bonds: new Map(),
			bondBias: new Map(),
			symbols: new Map(),
			keys: new Map([[7, new Map([[2, 9]])]]),
		});
		for (let end = 0; end < packed.length; end++)
			expect(() => new SignTable(packed.subarray(0, end))).toThrow(RangeError);
	});
});

describe('keys of signs', () => {
	test('the name of a word gives the key that its first letters have', () => {
		expect(stemName('fatiguée')).toBe('fatig*');
		expect(stemName('été')).toBe('ete');
		expect(stemName('2024')).toBe('#');
		expect(keyOfName('fatig*')).toBe(keyOfName('fatig'));
		expect(keyOfName('?')).not.toBe(keyOfName('!'));
		expect(keyOfPair(1, 2)).not.toBe(keyOfPair(2, 1));
	});
});
