import { describe, expect, test } from 'vitest';
import { fixtureInflector, fixtureSources } from '#engine/fixture.ts';
import { compile, type Problem } from './compile.ts';

const HEADER = 'term\tpos\teffect\tweight\tforms\texample\tsource\tnote';

/** Problems of one file added to the fixture. */
function problemsOf(file: string, lines: string[], header = HEADER): Problem[] {
	const sources = [...fixtureSources('fr'), { file: `fr/${file}.tsv`, text: [header, ...lines, ''].join('\n') }];
	return compile(sources, 'fr', fixtureInflector).problems.filter((problem) => problem.file === `fr/${file}.tsv`);
}

describe('the compiler', () => {
	test('finds nothing wrong with the fixture', () => {
		expect(compile(fixtureSources('fr'), 'fr', fixtureInflector).problems).toEqual([]);
		expect(compile(fixtureSources('en'), 'en', fixtureInflector).problems).toEqual([]);
	});
	test('names file, line and field of an unknown label', () => {
		expect(problemsOf('values', ['zèle\tn\tzeal\t0.5\t\tDu zèle.\town\t'])).toMatchObject([
			{ file: 'fr/values.tsv', line: 2, field: 'effect', message: 'unknown label "zeal"' },
		]);
	});
	test.each([
		['a weight over one', 'zèle\tn\tjoy\t1.5\t\tDu zèle.\town\t', 'weight'],
		['an unknown class', '@nulle part\tx\tjoy\t0.5\t\tx\town\t', 'term'],
		['an unknown slot', '{FOO} là\tx\tjoy\t0.5\t\tx\town\t', 'term'],
		['a gap too wide', 'un …12 deux\tx\tjoy\t0.5\t\tx\town\t', 'term'],
		['unbalanced parentheses', '(un deux\tx\tjoy\t0.5\t\tx\town\t', 'term'],
		['a pattern that may be empty', 'un?\tx\tjoy\t0.5\t\tx\town\t', 'term'],
		['a duplicate', 'content\ta\tjoy\t0.5\t\tContent.\town\t', 'term'],
		['an operator out of place', 'zut\ti\tnegator\t0.5\t\tZut.\town\t', 'effect'],
		['an empty line', '', 'row'],
	])('refuses %s', (_, line, field) => {
		expect(problemsOf('values', [line])).toMatchObject([{ line: 2, field }]);
	});
	test('wants each example to fire its own row', () => {
		expect(problemsOf('values', ['zèle\tn\tjoy\t0.5\t\tDu soleil.\town\t'])).toMatchObject([
			{ field: 'example', warning: true },
		]);
	});
	test.each([
		['forms beside a group', '(zèle|brio) fou\tx\tjoy\t0.5\tentrain fou\tAvec un entrain fou.\town\t'],
		['forms that must open a sentence', 'zèle fou\tx\tjoy\t0.5\t^entrain\tEntrain du matin.\town\t'],
		['forms that must end one', 'zèle fou\tx\tjoy\t0.5\tentrain$\tAvec entrain.\town\t'],
		['forms of a whole sentence', '^(zèle|brio)$\tx\tjoy\t0.5\tentrain\tEntrain.\town\t'],
		['an emoticon', ':-(\te\tsadness\t0.5\t\tLundi :-(\town\t'],
		['an emoticon within', 'lundi :|\tx\tsadness\t0.5\t\tLundi :|\town\t'],
		['two options left out after a gap', 'zèle …2 un? fou? brio\tx\tjoy\t0.5\t\tUn zèle et un brio.\town\t'],
		['an option left out at the end', 'zèle …2 (un deux)?\tx\tjoy\t0.5\t\tDu zèle.\town\t'],
		['a gap, an option and a gap', 'zèle …2 un? …2 brio\tx\tjoy\t0.5\t\tZèle fou ou non de brio.\town\t'],
	])('reads %s', (_, line) => expect(problemsOf('values', [line])).toEqual([]));
	test('keeps forms with ^ from firing elsewhere', () => {
		expect(
			problemsOf('values', ['zèle fou\tx\tjoy\t0.5\t^entrain\tAvec entrain.\town\t']),
		).toMatchObject([{ field: 'example' }]);
	});
	test('does not take a choice of punctuation for an option', () => {
		expect(problemsOf('values', ['zèle (fou|!)\tx\tjoy\t0.5\t\tDu zèle.\town\t'])).toMatchObject([
			{ field: 'example' },
		]);
	});
	test('refuses a wrong header', () => {
		expect(problemsOf('values', [], 'term\teffect')).toMatchObject([{ line: 1, field: 'header' }]);
	});
	test('leaves a bad row out and keeps the others', () => {
		const text = [HEADER, 'zèle\tn\tzeal\t0.5\t\tDu zèle.\town\t', 'brio\tn\tpride\t0.5\t\tAvec brio.\town\t', ''].join('\n');
		const { rows } = compile([...fixtureSources('fr'), { file: 'fr/values.tsv', text }], 'fr', fixtureInflector);
		expect(rows.filter((row) => row.file === 'fr/values.tsv').map((row) => row.line)).toEqual([3]);
	});
});
