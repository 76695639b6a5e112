/** The attacker reads the same figure twenty times, restarts the server so that the marts are rebuilt, and averages what differs. */
import { expect, it } from 'vitest';
import { MEASURES } from '#contracts/ids.ts';
import { cellsOf, release } from '#release/release.ts';
import { gateOf, ledgerOf, PLAN } from './gate-of-ledger.ts';
import { counted, K, organisation } from './published.ts';
import { seededWords } from '#release/samples.ts';

const org = organisation([
	['r', null, 0],
	['a', 'r', 20],
	['b', 'r', 20],
]);
const answers = counted(org.tree, { a: { '1': 12, '-1': 3 }, b: { '0': 9 } });
const entries = ledgerOf(org, [answers]);

it('reads the same every time, also after the marts are made anew', async () => {
	const { gate, publish } = await gateOf(entries);
	const read = async () =>
		JSON.stringify([
			await gate.unitSheet('a', '2026-11'),
			await gate.heatMap('2026-11'),
			await Promise.all(MEASURES.map((measure) => gate.trend('a', measure))),
			await gate.trends('valence', '2026-11'),
			await gate.periods(),
			await gate.tree(),
		]);
	const first = await read();
	expect(first).toContain('"visible"');
	for (let time = 0; time < 20; time++) expect(await read()).toBe(first);
	for (let time = 0; time < 3; time++) {
		await publish(entries);
		expect(await read()).toBe(first);
	}
});

it('draws noise at the release alone: a ledger once written has no second version', () => {
	const drawn = () => {
		let words = 0;
		const random = seededWords(9);
		const counting = () => (words++, random());
		const input = { ...org, periods: [answers], k: K, plan: PLAN, noise: true, random: counting };
		const [period] = release(input);
		return { words, first: [...cellsOf(period!)], second: [...cellsOf(period!)], after: words };
	};
	const { first, second, words, after } = drawn();
	expect(words).toBeGreaterThan(50);
	expect(second).toEqual(first);
	expect(after).toBe(words);
});
