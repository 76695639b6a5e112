/** The attacker keeps the ledger and edits, removes, inserts or reorders entries, hashes them anew, or cuts the end off; somebody outside noted one head. */
import { expect, it } from 'vitest';
import { canonical } from '#contracts/canonical.ts';
import { hashEntry, verifyChain, type LedgerEntry } from '#release/ledger.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { ledgerOf } from './gate-of-ledger.ts';
import { counted, organisation, sha } from './published.ts';

const org = organisation([
	['r', null, 0],
	['a', 'r', 20],
	['b', 'r', 20],
]);
const entries = ledgerOf(org, [counted(org.tree, { a: { '1': 12 }, b: { '-1': 9 } })]);
const last = entries.at(-1)!;
const anchor = { seq: last.seq, hash: last.hash };
const at = entries.findIndex(({ kind }) => kind === 'cells') + 1;

/** Every hash made anew from `from` on: a forger who does all the work. */
function rehash(list: readonly LedgerEntry[], from: number): LedgerEntry[] {
	const out = list.slice(0, from);
	for (const entry of list.slice(from)) {
		const before = out.at(-1);
		const next = { ...entry, seq: out.length, prevHash: before ? before.hash : entry.prevHash };
		out.push({ ...next, hash: hashEntry(next, sha) });
	}
	return out;
}

function edited(entry: LedgerEntry): LedgerEntry {
	const payload = JSON.parse(entry.payload) as { counts: Record<string, Record<string, number>> };
	payload.counts.valence!['-1']! += 5;
	return { ...entry, payload: canonical(payload) };
}
const change = (list: readonly LedgerEntry[]) => list.map((e, i) => (i === at ? edited(e) : e));
const swap = (list: readonly LedgerEntry[]) => {
	const out = [...list];
	[out[at], out[at - 1]] = [out[at - 1]!, out[at]!];
	return out;
};
const remove = (list: readonly LedgerEntry[]) => list.filter((_, i) => i !== at);
const insert = (list: readonly LedgerEntry[]) => list.toSpliced(at, 0, list[at]!);

it('is found out without an anchor when the hashes were left as they were', () => {
	expect(verifyChain(entries, sha, anchor)).toMatchObject({ ok: true });
	expect(verifyLedger(entries, sha, anchor).faults).toEqual([]);
	for (const tamper of [change, swap, remove, insert])
		expect(verifyChain(tamper(entries), sha), tamper.name).toMatchObject({ ok: false });
	// One hash made anew, of the edited entry alone.
	const one = change(entries).map((e, i) => (i === at ? { ...e, hash: hashEntry(e, sha) } : e));
	expect(verifyChain(one, sha).ok).toBe(false);
});

it('is found out against the anchor when every hash was made anew', () => {
	for (const tamper of [change, swap, remove, insert]) {
		const forged = rehash(tamper(entries), at - 1);
		expect(verifyChain(forged, sha), tamper.name).toMatchObject({ ok: true });
		expect(verifyLedger(forged, sha, anchor).ok, tamper.name).toBe(false);
	}
});

it('is found out against the anchor when the end was cut off, by one entry or to nothing', () => {
	for (const kept of [entries.length - 1, at, 1, 0])
		expect(verifyLedger(entries.slice(0, kept), sha, anchor).faults).toEqual([
			{ seq: kept, rule: 'chain-truncated' },
		]);
	// Cut off and grown again with other entries.
	const grown = rehash([...entries.slice(0, at), ...change(entries).slice(at)], at);
	expect(verifyLedger(grown, sha, anchor).ok).toBe(false);
});

it('cannot hide a release or its rows even from whoever noted nothing', () => {
	const rules = (list: readonly LedgerEntry[]) =>
		verifyLedger(rehash(list, 0), sha).faults.map(({ rule }) => rule);
	expect(rules(remove(entries))).toContain('release-incomplete');
	expect(rules(change(entries))).toContain('row-additivity');
	expect(rules(insert(entries))).toContain('cells-twice');
});
