import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { appendLedger, readLedger, sha256hex } from '#server/db/ledger.ts';
import { verifyChain } from '#release/ledger.ts';
import { freshDatabase } from './database.ts';

let db: Database;
beforeAll(async () => {
	({ db } = await freshDatabase());
});

const reasonOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'accepted',
		(error: Error) => String((error.cause as Error | undefined)?.message ?? error.message),
	);

describe('the ledger', () => {
	it('chains entries written by many at once, without a gap', async () => {
		await Promise.all(
			Array.from({ length: 10 }, (_, n) =>
				appendLedger(db, [
					{ kind: 'probe', payload: { n } },
					{ kind: 'probe', payload: { n, second: true } },
				]),
			),
		);
		const entries = await readLedger(db);
		expect(entries).toHaveLength(20);
		expect(verifyChain(entries, sha256hex).ok).toBe(true);
	});

	it('refuses that an entry is changed, deleted or all are emptied', async () => {
		const refused = 'the ledger is append-only';
		expect(await reasonOf(db.execute(sql`update ledger set kind = 'other' where seq = 3`))).toBe(
			refused,
		);
		expect(await reasonOf(db.execute(sql`delete from ledger where seq = 3`))).toBe(refused);
		expect(await reasonOf(db.execute(sql`truncate ledger`))).toBe(refused);
		expect(await readLedger(db)).toHaveLength(20);
	});

	it('writes nothing if the transaction around it fails', async () => {
		const failing = db.transaction(async (tx) => {
			await appendLedger(tx, [{ kind: 'probe', payload: {} }]);
			throw new Error('afterwards');
		});
		await expect(failing).rejects.toThrow('afterwards');
		expect(await readLedger(db)).toHaveLength(20);
	});
});

describe('the tables', () => {
	it('refuse a second root unit and a k below five', async () => {
		await db.execute(sql`insert into unit (unit_id, name, position) values ('a', 'A', 0)`);
		expect(
			await reasonOf(
				db.execute(sql`insert into unit (unit_id, name, position) values ('b', 'B', 1)`),
			),
		).toContain('unit_one_root');
		expect(
			await reasonOf(
				db.execute(
					sql`insert into organisation (name, lang, k, period_kind, plan) values ('x', 'fr', 4, 'month', '{}')`,
				),
			),
		).toContain('organisation_k');
	});

	it('hold no time, address or browser beside a person, a session, a ballot or a voice', async () => {
		const { rows } = await db.execute<{ table_name: string; column_name: string }>(sql`
			select table_name, column_name from information_schema.columns
			where table_schema = 'public'
			and (data_type like 'time%' or column_name ~ '(ip_address|user_agent)')
			order by 1, 2`);
		expect(rows.map((row) => `${row.table_name}.${row.column_name}`)).toEqual([
			'account.access_token_expires_at',
			'account.refresh_token_expires_at',
			'verification.expires_at',
		]);
	});
});
