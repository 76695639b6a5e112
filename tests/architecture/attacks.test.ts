/** The weakened builds still have their places in the code, and every attack has one and stands in the list: what changes the code must not leave them behind unnoticed. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MUTANTS as listed } from '../attacks/mutants.mjs';

type Mutant = { attack: string; weakened: string; file: string; find: string; put: string };
const MUTANTS = listed as Mutant[];
const attacks = readdirSync('tests/attacks')
	.filter((name) => name.endsWith('.attack.test.ts'))
	.map((name) => name.replace(/(\.slow)?\.attack\.test\.ts$/, ''));

describe('the attacks', () => {
	it('have weakened builds whose place is found exactly once, and which change something', () => {
		const astray = MUTANTS.filter(
			({ file, find, put }) => readFileSync(file, 'utf8').split(find).length !== 2 || find === put,
		);
		expect(astray.map(({ attack, weakened }) => `${attack}: ${weakened}`)).toEqual([]);
	});

	it('have a weakened build each, and none is for an attack that is no more', () => {
		expect([...new Set(MUTANTS.map(({ attack }) => attack))].sort()).toEqual(attacks.sort());
	});

	it('stand in the list, and in the table of issue 5', () => {
		const text = readFileSync('tests/attacks/README.md', 'utf8');
		const [list, table] = text.split('## Issue 5, line by line') as [string, string];
		for (const attack of attacks) {
			expect(list, attack).toContain(`| [${attack}](${attack}.`);
			expect(table, attack).toContain(attack);
		}
	});
});
