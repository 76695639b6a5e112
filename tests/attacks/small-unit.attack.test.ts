/** The attacker reads the committee's pages and asks for the figures of a unit with too few voices, hoping that "a few" and "none" look different. */
import { expect, it } from 'vitest';
import { MEASURES } from '#contracts/ids.ts';
import { gateOf, ledgerOf } from './gate-of-ledger.ts';
import { counted, organisation } from './published.ts';

const org = organisation([
	['r', null, 0],
	['a', 'r', 20],
	['b', 'r', 20],
	['c', 'r', 20],
]);

/** All that the pages can say of unit `c` when `n` of its people answered. */
async function seen(n: number): Promise<string> {
	const others = { a: { '1': 12 }, b: { '1': 9, '-1': 4 } };
	const entries = ledgerOf(org, [counted(org.tree, { ...others, c: { '-1': n } })]);
	expect(entries.filter((entry) => entry.payload.includes('"unit":"c"'))).toHaveLength(1);
	const { gate } = await gateOf(entries);
	const sheet = await gate.unitSheet('c', '2026-11');
	const row = (await gate.heatMap('2026-11'))!.rows.find(({ unit }) => unit.unitId === 'c');
	const trends = await Promise.all(MEASURES.map((measure) => gate.trend('c', measure)));
	const all = (await gate.trends('factor', '2026-11')).find(({ unitId }) => unitId === 'c');
	expect(sheet!.measures.valence.status).toBe('masked');
	return JSON.stringify([sheet, row, trends, all]);
}

it('says the very same of a unit with seven voices, with one and with none', async () => {
	const none = await seen(0);
	expect(await seen(1)).toBe(none);
	expect(await seen(7)).toBe(none);
});
