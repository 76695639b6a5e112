/** The threat model names tests that exist and quotes the figures that were simulated. */
import { existsSync, readFileSync } from 'node:fs';
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

	it('shows for each attack what holds against it: no row is short of a cell', () => {
		const rows = text.split('\n').filter((line) => line.endsWith(' — |'));
		expect(rows.length).toBeGreaterThan(20);
		for (const row of rows) expect(row.split(' | ').length, row).toBe(6);
	});
});
