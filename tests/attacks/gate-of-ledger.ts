/** A gate on the marts of a given ledger, in a temporary folder: what the committee's pages read. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { genesis, releaseEntries, season } from '#release/entries.ts';
import { chain, type LedgerEntry } from '#release/ledger.ts';
import { release, type PoolCounts } from '#release/release.ts';
import type { Plan } from '#contracts/cells.ts';
import { seededWords } from '#release/samples.ts';
import { openGate, type Gate } from '#server/analytics/gate.ts';
import { martsPath, rebuildMarts } from '#server/analytics/marts.ts';
import type { organisation } from './published.ts';
import { K, sha } from './published.ts';

export const PLAN: Plan = { valence: 2, emotion: 1, difficulty: 2, factor: 2 };

/** The entries of one season and its released periods, after `before` if there is something. */
export function ledgerOf(
	org: ReturnType<typeof organisation>,
	periods: readonly PoolCounts[],
	{ name = '2026-11', before = [] as LedgerEntry[], seed = 4 } = {},
): LedgerEntry[] {
	const facts = { season: name, k: K, plan: PLAN };
	const input = { ...org, periods, k: K, plan: PLAN, noise: true, random: seededWords(seed) };
	const names = periods.map(({ period }) => period);
	const drafts = [
		...(before.length ? [] : [genesis({ organisation: 'Essai', k: K, plan: PLAN })]),
		season(org.tree, { ...facts, periods: names, keyListHash: sha('keys') }),
		...release(input).flatMap((period) =>
			releaseEntries(period, { ...facts, round: `pulse:${period.period}`, malformed: 0 }),
		),
	];
	return [...before, ...chain(before.at(-1) ?? null, drafts, sha)];
}

/** To be called in a test or hook; the folder goes after the file's last test. */
export async function gateOf(entries: readonly LedgerEntry[]): Promise<{
	gate: Gate;
	folder: string;
	publish(entries: readonly LedgerEntry[]): Promise<void>;
}> {
	const folder = mkdtempSync(join(tmpdir(), 'murmure-attack-'));
	const publish = (more: readonly LedgerEntry[]) => rebuildMarts(martsPath(folder), more);
	await publish(entries);
	const gate = openGate(martsPath(folder));
	afterAll(async () => {
		await gate.close();
		rmSync(folder, { recursive: true, force: true });
	});
	return { gate, folder, publish };
}
