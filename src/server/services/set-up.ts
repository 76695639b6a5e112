/** The first run: creates the organisation, its root unit and its first administrator, and begins the ledger. */
import { z } from 'zod';
import type { Plan } from '#contracts/cells.ts';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { LANGS } from '#contracts/ids.ts';
import { nameSchema } from '#contracts/names.ts';
import { DEFAULT_K } from '#contracts/policy.ts';
import { genesis } from '#release/entries.ts';
import { appendLedger } from '../db/ledger.ts';
import { holdLock, LOCKS } from '../db/locks.ts';
import { findOrganisation, insertOrganisation, upsertUnits } from '../db/organisation.ts';
import { upsertPeople, upsertRole, upsertUser } from '../db/people.ts';
import { announcingSeats } from './announce-seats.ts';
import type { ServiceContext } from './context.ts';

/** Emotions are published for sites and above, the rest down to the team (DESIGN section 4, R1). */
export const DEFAULT_PLAN: Plan = { valence: 99, emotion: 1, difficulty: 99, factor: 99 };
/** Until an import says otherwise. */
export const ROOT_UNIT = 'organisation';

export const setUpSchema = z.strictObject({
	organisation: nameSchema,
	lang: z.enum(LANGS),
	name: nameSchema,
	mail: z.email().max(254),
	code: z.string().max(40),
});
export type SetUpInput = z.infer<typeof setUpSchema>;

/**
 * @param isCode whether this is the code of the console.
 * @returns the administrator's id; SETUP_DONE if somebody was quicker, SETUP_CODE_WRONG.
 */
export async function setUp(
	ctx: ServiceContext,
	input: SetUpInput,
	isCode: (code: string) => boolean,
): Promise<Result<{ personId: string }>> {
	return ctx.db.transaction(async (tx) => {
		await holdLock(tx, LOCKS.setUp);
		if (await findOrganisation(tx)) return fail('SETUP_DONE');
		if (!isCode(input.code)) return fail('SETUP_CODE_WRONG', { field: 'code' });
		const personId = ctx.newId();
		const mail = input.mail.toLowerCase();
		await insertOrganisation(tx, {
			name: input.organisation,
			lang: input.lang,
			k: DEFAULT_K,
			periodKind: 'month',
			plan: DEFAULT_PLAN,
		});
		await upsertUnits(tx, [
			{ unitId: ROOT_UNIT, parentId: null, name: input.organisation, position: 0 },
		]);
		await upsertPeople(tx, [
			{ personId, mail, name: input.name, unitId: ROOT_UNIT, lang: input.lang, active: true },
		]);
		await appendLedger(tx, [
			genesis({ organisation: input.organisation, k: DEFAULT_K, plan: DEFAULT_PLAN }),
		]);
		await announcingSeats(tx, ctx.now(), () =>
			upsertRole(tx, { personId, role: 'administrator', side: null, unitId: null }),
		);
		await upsertUser(tx, personId, mail, ctx.now());
		return ok({ personId });
	});
}
