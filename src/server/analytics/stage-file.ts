/** The command line's way in: a file of voices, read and checked by DuckDB, to the same `coded` table as the server's. */
import { nextPeriod, periodKind } from '#contracts/periods.ts';
import type { Pools } from '#release/pools.ts';
import type { PoolCounts } from '#release/release.ts';
import type { Tree } from '#release/tree.ts';
import { countStaged, prepareStaging, VOICE_COLUMNS } from './count-staged.ts';
import type { Duck } from './duckdb.ts';
import { sql } from './sql.ts';
import { faulty, type Faulty } from './table-file.ts';
import { openVoices, type VoicesFile } from './voices-file.ts';

const LIMITS = {
	/** Files up to this size are kept, coded, in memory; larger ones are read again for each question. */
	keepBytes: 600 << 20,
	/** Marks compared at once when looking for doubles: bounds memory to some 200 MB. */
	marksAtOnce: 4_000_000,
};

/** Counts by pool of every period of the file, or its first fault by line. */
export async function stageFile(
	duck: Duck,
	path: string,
	tree: Tree,
	pools: Pools,
	limits = LIMITS,
): Promise<{ ok: true; periods: PoolCounts[] } | Faulty> {
	await prepareStaging(duck, tree, pools);
	const file = await openVoices(duck, path);
	if (!file.ok) return file;
	const kind = file.bytes <= limits.keepBytes ? 'TABLE' : 'VIEW';
	let fields: Record<string, number> | undefined;
	try {
		await duck.run(`CREATE ${kind} coded AS ${sql('staging/code')}`);
		[fields] = await duck.rows<Record<string, number>>(sql('staging/check-fields'));
	} catch (error) {
		return file.explain(error);
	}
	if (!fields || (file.records !== null && fields.voices !== file.records))
		throw new Error('the file was not read whole');
	const suspect = new Set<string>(
		VOICE_COLUMNS.slice(1).filter((name) => fields[name] !== fields.voices),
	);
	if (await hasDoubles(duck, fields.voices ?? 0, limits.marksAtOnce)) suspect.add('double');
	if (!(await periodsAgree(duck))) suspect.add('period');
	const periods: PoolCounts[] = [];
	const overfull: Overfull[] = [];
	for await (const counted of countStaged(duck, tree)) {
		periods.push(counted);
		for (let pool = 0; pool < tree.units.length; pool++) {
			const eligible = pools.eligible[pool] ?? 0;
			if ((counted.voices[pool] ?? 0) > eligible)
				overfull.push({ period: counted.period, pool, eligible });
		}
	}
	if (overfull.length > 0) suspect.add('overfull');
	return suspect.size > 0
		? ((await locate(duck, file, suspect, overfull)) ?? { ok: true, periods })
		: { ok: true, periods };
}

type Overfull = { period: string; pool: number; eligible: number };

async function hasDoubles(duck: Duck, voices: number, atOnce: number): Promise<boolean> {
	await duck.run('CREATE TABLE doubled (mark UBIGINT)');
	const parts = Math.max(1, Math.ceil(voices / atOnce));
	for (let part = 0; part < parts; part++)
		await duck.run(sql('staging/find-doubles'), { parts, part });
	const [row] = await duck.rows<{ doubles: number }>(
		'SELECT count(*)::INTEGER AS doubles FROM doubled',
	);
	return (row?.doubles ?? 0) > 0;
}

async function periodsAgree(duck: Duck): Promise<boolean> {
	const rows = await duck.rows<{ period: string }>(sql('staging/periods'));
	return firstBadPeriod(rows.map(({ period }) => period)) < 0;
}

/** Place of the first name that is no period, of another kind than the first, or overlaps one before it; else -1. */
function firstBadPeriod(names: readonly string[]): number {
	const kind = periodKind(names[0] ?? '');
	const weeks = new Set<string>();
	for (const [place, name] of names.entries()) {
		if (!kind || periodKind(name) !== kind) return place;
		if (kind !== 'fortnight') continue;
		// Months and weeks of different names never overlap; fortnights of different names may share a week.
		const first = name.replace(/\/W\d\d$/, '');
		for (const week of [first, nextPeriod(first)]) {
			if (weeks.has(week)) return place;
			weeks.add(week);
		}
	}
	return -1;
}

const LOCATORS: Record<string, string> = {
	unit_id: 'first-bad-unit',
	voice: 'first-bad-voice',
	valence: 'first-bad-valence',
	emotion: 'first-bad-emotion',
	difficulty: 'first-bad-difficulty',
	factors: 'first-bad-factors',
	double: 'first-double',
	overfull: 'first-overfull',
};

/** The first offence by line, then by column; null if a suspicion (two equal hashes) proved wrong. */
async function locate(
	duck: Duck,
	file: VoicesFile,
	suspect: ReadonlySet<string>,
	overfull: readonly Overfull[],
): Promise<Faulty | null> {
	await duck.run('SET preserve_insertion_order = true');
	await duck.run(sql('staging/numbered'));
	await duck.run('CREATE TABLE overfull (period VARCHAR, pool INTEGER, eligible INTEGER)');
	const rows = await duck.connection.createAppender('overfull');
	for (const { period, pool, eligible } of overfull) {
		rows.appendVarchar(period);
		rows.appendInteger(pool);
		rows.appendInteger(eligible);
		rows.endRow();
	}
	rows.closeSync();
	type Found = { record: number | null; field: string; problem: string };
	const found: Found[] = [];
	if (suspect.has('period')) {
		const firsts = await duck.rows<{ period: string; record: number }>(
			sql('staging/first-of-periods'),
		);
		const bad = firsts[firstBadPeriod(firsts.map(({ period }) => period))];
		if (bad) found.push({ record: bad.record, field: 'period', problem: 'period' });
	}
	for (const [name, question] of Object.entries(LOCATORS))
		if (suspect.has(name)) found.push(...(await duck.rows<Found>(sql(`staging/${question}`))));
	const [first] = found
		.filter((one) => one.record !== null)
		.sort((a, b) => (a.record ?? 0) - (b.record ?? 0));
	return first?.record
		? faulty(file.path, file.lineOf(first.record), first.field, first.problem)
		: null;
}
