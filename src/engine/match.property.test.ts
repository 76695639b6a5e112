/** The graph of patterns finds what a plain reading of each pattern finds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '#lexicon/compile.ts';
import { fixtureInflector, fixtureSources } from './fixture.ts';
import { gapOf, parsePattern } from './pattern.ts';
import { createProbe } from './probe.ts';

const HEADER = 'term\tpos\teffect\tweight\tforms\texample\tsource\tnote';
const word = fc.constantFrom('zaba', 'zebo', 'zibu', 'zoba');
const part = fc.oneof(
	word,
	word.map((text) => `${text}?`),
	fc.tuple(word, word).map(([a, b]) => `(${a}|${b} ${a})`),
	fc.tuple(word, word).map(([a, b]) => `(${a}|${b} ${a})?`),
	fc.constantFrom('…1', '…2', '…'),
);
/** A gap at either end says nothing: the first part is a word, and so is the last where the sentence must end. */
const pattern = fc
	.tuple(
		word,
		fc.array(part, { maxLength: 5 }),
		word,
		fc.constantFrom('', '^'),
		fc.constantFrom('', '$'),
	)
	.map(
		([first, parts, last, caret, dollar]) =>
			`${caret}${[first, ...parts, ...(dollar ? [last] : [])].join(' ')}${dollar}`,
	);
const words = fc.array(fc.oneof(word, fc.constant('autre')), { maxLength: 9 });

/** Every way to match, tried one after the other. */
function fires(text: string, tokens: string[]): boolean {
	const read = parsePattern(text);
	if (typeof read === 'string') return false;
	const go = (p: number, t: number): boolean => {
		if (p === read.parts.length) return !read.dollar || t === tokens.length;
		return read.parts[p]!.some((choice) => {
			const gap = choice.length === 1 ? gapOf(choice[0]!) : -1;
			if (gap > 0) {
				for (let n = 0; n <= gap && t + n <= tokens.length; n++) if (go(p + 1, t + n)) return true;
				return false;
			}
			return choice.every((w, i) => tokens[t + i] === w) && go(p + 1, t + choice.length);
		});
	};
	return tokens.some((_, t) => (!read.caret || t === 0) && go(0, t));
}

test('a row fires exactly where its pattern, tried naively, does', () => {
	fc.assert(
		fc.property(pattern, fc.array(words, { minLength: 1, maxLength: 8 }), (text, samples) => {
			const row = `${text}\tx\tjoy\t0.5\t=\tx\town\t`;
			const { lexicon, rows } = compile(
				[...fixtureSources('fr'), { file: 'fr/values.tsv', text: [HEADER, row, ''].join('\n') }],
				'fr',
				fixtureInflector,
				{ probe: false },
			);
			const number = rows.findIndex(({ file }) => file === 'fr/values.tsv');
			fc.pre(number >= 0);
			const fired = createProbe(lexicon);
			for (const sample of samples) {
				expect([sample, fired(sample.join(' ')).has(number)]).toEqual([
					sample,
					fires(text, sample),
				]);
			}
		}),
		{ numRuns: 500 },
	);
}, 60_000);
