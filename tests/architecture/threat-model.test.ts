/** The threat model names tests that exist and quotes the figures that were simulated. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLLUDERS } from '#contracts/colluders.ts';

const text = readFileSync('docs/threat-model.md', 'utf8');

describe('the threat model', () => {
	it('names files that exist', () => {
		const named = [...text.matchAll(/`((?:tests|src)\/[\w./-]+\.ts)`/g)].map((found) => found[1]!);
		expect(named.length).toBeGreaterThan(20);
		expect(named.filter((file) => !existsSync(file))).toEqual([]);
	});

	it('quotes the figures of colluders that the page shows, to the point', () => {
		for (const { voices, colluders, right, exact } of COLLUDERS) {
			const row = new RegExp(`^\\| ${voices} \\| ${colluders} \\D*?\\|(.*)\\|$`, 'm').exec(text);
			expect(row![1]!.split('|').map((cell) => Math.round(Number(cell)))).toEqual([
				...right,
				exact,
			]);
		}
	});

	it('names for each row an attack that exists; what is only built has none', () => {
		const files = readdirSync('tests/attacks').map((name) => name.replace(/\..*$/, ''));
		// Rows of six cells, under a head that says so.
		const rows = text
			.split('## Colluders')[0]!
			.split('\n')
			.map((line) => line.split(' | '))
			.filter((cells) => cells.length === 6 && cells[5] !== 'attack |' && cells[5] !== '--- |');
		expect(rows.length).toBeGreaterThan(28);
		const named = rows.map((cells) => [...cells[5]!.matchAll(/`([\w-]+)`/g)].map((one) => one[1]!));
		for (const name of named.flat()) expect(files).toContain(name);
		expect(named.filter((names) => names.length === 0)).toHaveLength(2);
	});
});
