/** The attacker has a login of their own on the database server (a colleague's, a reporting tool's), and the application runs as a role that is no superuser. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, expect, inject, it } from 'vitest';
import { openPool } from '#server/db/database.ts';
import { runMigrations } from '#server/db/migrate.ts';
import { inDatabase } from '../integration/global-setup.ts';

const server = inject('server');
const suffix = randomBytes(4).toString('hex');
const [database, owner, stranger] = ['roles', 'owner', 'stranger'].map(
	(n) => `murmure_${n}_${suffix}`,
);
const password = randomBytes(12).toString('hex');

afterAll(async () => {
	const admin = new pg.Client(server);
	await admin.connect();
	await admin.query(`drop database if exists ${database} with (force)`);
	for (const role of [owner, stranger]) await admin.query(`drop role if exists ${role}`);
	await admin.end();
});

/** The same server as another role; the embedded one trusts its socket. */
function as(role: string): pg.ClientConfig {
	const { connectionString, ...rest } = inDatabase(server, database!);
	if (!connectionString) return { ...rest, user: role };
	const url = new URL(connectionString);
	url.username = role;
	url.password = password;
	return { connectionString: url.href };
}

it('reads and changes nothing as a stranger, and the application needs no superuser', async () => {
	const admin = new pg.Client(server);
	await admin.connect();
	for (const role of [owner, stranger])
		await admin.query(
			`create role ${role} login password '${password}' nosuperuser nocreatedb nocreaterole`,
		);
	await admin.query(`create database ${database} owner ${owner}`);
	await admin.end();

	const pool = openPool(as(owner!), 2);
	await runMigrations(pool);
	const { rows: tables } = await pool.query<{ name: string }>(
		`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
	);
	expect(tables.length).toBeGreaterThan(12);
	await pool.query(
		`insert into ledger values (0, 'genesis', '{}', repeat('0', 64), repeat('1', 64))`,
	);
	for (const statement of ['delete from ledger', 'truncate ledger', `update ledger set kind = 'x'`])
		await expect(pool.query(statement), statement).rejects.toThrow(/append-only/);
	// The owner’s own role cannot switch triggers off for its session.
	await expect(pool.query('set session_replication_role = replica')).rejects.toMatchObject({
		code: '42501',
	});

	const client = new pg.Client(as(stranger!));
	await client.connect();
	const denied = async (statement: string) =>
		client.query(statement).then(
			() => 'allowed',
			(error: { code: string }) => error.code,
		);
	for (const { name } of tables) {
		expect(await denied(`select * from ${name}`), name).toBe('42501');
		expect(await denied(`delete from ${name}`), name).toBe('42501');
	}
	expect(
		await denied(`insert into ledger values (1, 'x', '{}', repeat('0', 64), repeat('0', 64))`),
	).toBe('42501');
	expect(await denied(`select pg_read_file('postgresql.conf')`)).toBe('42501');
	// Statistics that everybody may read hold no value of a row.
	const { rows: stats } = await client.query(`select * from pg_stats where schemaname = 'public'`);
	expect(stats).toEqual([]);
	await client.end();
	await pool.end();
});
