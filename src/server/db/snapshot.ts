/** Reads all that a backup holds in one consistent snapshot, and writes it back in one transaction; what a backup must not hold is named here too. */
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { fail, ok, type Result } from '#contracts/errors.ts';
import type { Queryable } from './database.ts';

/** In the order in which foreign keys allow them to be written; rows that hang on others of their table come after those. */
export const BACKED_UP = [
	'organisation',
	'unit',
	'person',
	'role_grant',
	'journal',
	'decision',
	'decision_approval',
	'season',
	'season_unit',
	'season_person',
	'round',
	'ledger',
] as const;
export type BackedUp = (typeof BACKED_UP)[number];

/**
 * Sign-in is made anew when people come back. Sealed voices are on the devices, which send them again, so that nothing which a key
 * could open ever lies in a backup; and ballots get new keys with a restore, so who fetched one is of no more use.
 */
export const LEFT_OUT = [
	'user',
	'session',
	'account',
	'verification',
	'ballot_issue',
	'inbox',
] as const;

/** Rows read or written at once; journals are up to half a megabyte each, written out. */
const AT_ONCE = 500;
const JOURNALS_AT_ONCE = 16;

const byDepth = `with recursive below as (
		select unit_id, 0 as depth from unit where parent_id is null
		union all select unit.unit_id, depth + 1 from unit join below on unit.parent_id = below.unit_id
	) select unit.* from unit join below using (unit_id) order by depth, unit_id`;

/** Yields rows of each table as JSON texts; the whole is as of one moment, while others go on writing. */
export async function* readSnapshot(
	pool: pg.Pool,
): AsyncGenerator<{ schema: string } | { table: BackedUp; rows: string[] }> {
	const client = await pool.connect();
	try {
		await client.query('begin isolation level repeatable read read only');
		yield { schema: await schemaOf(async (text) => (await client.query(text)).rows) };
		await refuseUnknownTables(client);
		for (const table of BACKED_UP) {
			const rows = table === 'unit' ? byDepth : `select * from "${table}" order by 1, 2`;
			await client.query(
				`declare backup no scroll cursor for select row_to_json(t)::text as row from (${rows}) t`,
			);
			for (;;) {
				const read = await client.query<{ row: string }>(
					`fetch ${table === 'journal' ? JOURNALS_AT_ONCE : AT_ONCE} from backup`,
				);
				if (read.rows.length === 0) break;
				yield { table, rows: read.rows.map(({ row }) => row) };
			}
			await client.query('close backup');
		}
		await client.query('commit');
	} finally {
		// Ends a transaction that was left half-way with its connection.
		client.release(true);
	}
}

/** A table that was added and put on neither list must not be forgotten, nor leak. */
async function refuseUnknownTables(client: pg.PoolClient): Promise<void> {
	const { rows } = await client.query<{ name: string }>(
		`select tablename as name from pg_tables where schemaname = 'public'`,
	);
	const known: readonly string[] = [...BACKED_UP, ...LEFT_OUT];
	const unknown = rows.find(({ name }) => !known.includes(name));
	if (unknown) throw new Error(`src/server/db/snapshot.ts must say what happens to a table`);
}

/** What migrations this database has been through: a backup returns to the same only. */
export const schemaVersion = (db: Queryable): Promise<string> =>
	schemaOf(async (text) => (await db.execute(sql.raw(text))).rows);

async function schemaOf(query: (text: string) => Promise<object[]>): Promise<string> {
	const rows = (await query(
		'select hash from drizzle.__drizzle_migrations order by created_at',
	)) as { hash: string }[];
	const hash = createHash('sha256').update(rows.map((row) => row.hash).join('\n'));
	return `${rows.length}-${hash.digest('hex').slice(0, 16)}`;
}

/** @returns DATABASE_NOT_EMPTY where anybody, anything published or an organisation is there, unless `force` empties it all first. */
export async function prepareRestore(
	tx: Queryable,
	{ force }: { force: boolean },
): Promise<Result<null>> {
	const all = [...BACKED_UP, ...LEFT_OUT].map((table) => `"${table}"`).join(', ');
	await tx.execute(sql.raw(`lock table ${all} in access exclusive mode`));
	const { rows } = await tx.execute<{ full: boolean }>(
		sql`select exists (select from organisation) or exists (select from person)
			or exists (select from ledger) as full`,
	);
	if (rows[0]?.full && !force) return fail('DATABASE_NOT_EMPTY');
	if (!rows[0]?.full) return ok(null);
	await tx.execute(sql`alter table ledger disable trigger user`);
	await tx.execute(sql.raw(`truncate ${all}`));
	await tx.execute(sql`alter table ledger enable trigger user`);
	return ok(null);
}

/** @param rows a JSON array of what `readSnapshot` gave, as text. */
export async function insertSnapshot(tx: Queryable, table: BackedUp, rows: string): Promise<void> {
	const name = sql.identifier(table);
	await tx.execute(
		sql`insert into ${name} select * from json_populate_recordset(null::${name}, ${rows}::json)`,
	);
}
