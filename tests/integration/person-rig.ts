/** The voices' rig, with a way to the end of its season. */
import { sql } from 'drizzle-orm';
import type { Rig } from './voices-rig.ts';

export { makeRig, type Rig } from './voices-rig.ts';

/** Marks every round released, as the calendar would: what is in them does not matter here. */
export async function closeDueRounds(rig: Rig): Promise<void> {
	await rig.db.execute(sql`delete from inbox`);
	await rig.db.execute(sql`update round set state = 'released'`);
}
