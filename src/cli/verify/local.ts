/** `murmure verify`: the ledger of this installation's database, with what stands beside it: stored key lists and frozen head-counts. */
import { audit, type Audit, type AuditFault } from '#release/audit.ts';
import type { Season } from '#release/entries.ts';
import type { Anchor, LedgerEntry } from '#release/ledger.ts';
import type { Database } from '#server/db/database.ts';
import { readLedger, sha256hex } from '#server/db/ledger.ts';
import { seatsAgree } from '#server/services/announce-seats.ts';
import { lastSeasons, poolSizes, seasonUnits, unreleasedRounds } from '#server/db/voices.ts';

/** More seasons than an organisation will have. */
const ALL = 10_000;

export async function auditDatabase(db: Database, anchors: Anchor[]): Promise<Audit> {
	const rows = await readLedger(db);
	const seasons = await lastSeasons(db, ALL);
	const keyLists = new Map(
		seasons.map(({ seasonId, keyList }): [string, unknown] => [seasonId, parseJson(keyList)]),
	);
	const report = audit({ rows, anchors, keyLists, sha256hex });
	if (report.checks[0]?.state !== 'held') return report;
	// Once its last round is released, people may be erased from a season's lists.
	const running = new Set((await unreleasedRounds(db)).map(({ seasonId }) => seasonId));
	const { agree, seats } = await seatsAgree(db);
	const checked = {
		...report,
		checks: report.checks.map((one) =>
			one.check === 'seats'
				? { ...one, state: 'held' as const, note: `${seats.length} seats` }
				: one,
		),
	};
	const faults = [
		...(await compareFrozen(db, rows, running)),
		...(agree ? [] : [{ check: 'seats' as const, rule: 'seats-untold' }]),
	];
	return faults.length === 0
		? checked
		: {
				...checked,
				ok: false,
				faults: [...report.faults, ...faults],
				checks: checked.checks.map((one) =>
					faults.some(({ check }) => check === one.check)
						? { ...one, state: 'failed' as const }
						: one,
				),
			};
}

/** What the server works with must be what the ledger froze: units and head-counts of every season, people in the pools of the one that runs and of one that is announced. */
async function compareFrozen(
	db: Database,
	rows: readonly LedgerEntry[],
	running: ReadonlySet<string>,
): Promise<AuditFault[]> {
	const faults: AuditFault[] = [];
	for (const { kind, seq, payload } of rows) {
		if (kind !== 'season') continue;
		const { season, units, pools } = JSON.parse(payload) as Season;
		const bad = (rule: string) => faults.push({ check: 'pools', rule, seq, subject: season });
		const stored = await seasonUnits(db, season);
		const line = (unit: string, parent: string | null, eligible: number) =>
			[unit, parent ?? '', eligible].join('\t');
		const frozen = units.map(({ unit, parent, eligible }) => line(unit, parent, eligible));
		const used = stored.map(({ unitId, parentId, eligible }) => line(unitId, parentId, eligible));
		if (frozen.sort().join('\n') !== used.sort().join('\n')) bad('frozen-units-differ');
		if (!running.has(season)) continue;
		const sizes = await poolSizes(db, season);
		if (sizes.size !== pools.length || pools.some((one) => sizes.get(one.pool) !== one.eligible))
			bad('frozen-pools-differ');
	}
	return faults;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
