/** Whether the database answers. */
import { sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';

export const isUp = async (db: Queryable): Promise<boolean> =>
	(await db.execute(sql`select 1 as one`)).rows.length === 1;
