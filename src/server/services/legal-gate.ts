/** Nobody is invited before both sides have recorded, in the ledger, when the works council was consulted, people were informed, and the impact assessment was made. */
import { z } from 'zod';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { legal, type Legal } from '#release/entries.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import type { Queryable } from '../db/database.ts';
import { appendLedger, listEntries } from '../db/ledger.ts';
import { findOrganisation } from '../db/organisation.ts';
import { dayOf, type ServiceContext } from './context.ts';

export const legalSchema = z.strictObject({
	/** Opinion of the works council. */
	consulted: z.iso.date(),
	/** Notice to employees. */
	informed: z.iso.date(),
	/** Data-protection impact assessment. */
	assessed: z.iso.date(),
});
export type LegalDates = z.infer<typeof legalSchema>;

export type LegalGate = {
	hr: LegalDates | null;
	staff: LegalDates | null;
	/** Both sides recorded, and recorded the same. */
	agreed: boolean;
	/** A demonstration invites nobody: it needs no dates, and says so. */
	exempt: boolean;
};

/** Each side's last word counts. */
export async function readLegalGate(db: Queryable): Promise<LegalGate> {
	const [entries, organisation] = await Promise.all([
		listEntries(db, 'legal'),
		findOrganisation(db),
	]);
	const said = entries.map(({ payload }) => JSON.parse(payload) as Legal);
	const lastOf = (wanted: Legal['side']): LegalDates | null => {
		const last = said.findLast(({ side }) => side === wanted);
		return last
			? { consulted: last.consulted, informed: last.informed, assessed: last.assessed }
			: null;
	};
	const [hr, staff] = [lastOf('hr'), lastOf('staff')];
	const agreed = hr !== null && JSON.stringify(hr) === JSON.stringify(staff);
	return { hr, staff, agreed, exempt: organisation?.demo ?? false };
}

/** Whether anybody may be invited, or a first season opened. @returns LEGAL_GATE. */
export async function passLegalGate(db: Queryable): Promise<Result<null>> {
	const { agreed, exempt } = await readLegalGate(db);
	return agreed || exempt ? ok(null) : fail('LEGAL_GATE');
}

/** A side says its dates. @returns FORBIDDEN for who sits on neither side, BAD_INPUT for a day that is yet to come. */
export async function recordLegal(
	ctx: ServiceContext,
	by: SignedIn,
	dates: LegalDates,
): Promise<Result<{ agreed: boolean }>> {
	const side = by.committee?.side;
	if (side !== 'hr' && side !== 'staff') return fail('FORBIDDEN');
	const today = dayOf(ctx.now());
	for (const [field, day] of Object.entries(dates))
		if (day > today) return fail('BAD_INPUT', { field });
	await appendLedger(ctx.db, [legal({ side, ...dates, on: today })]);
	return ok({ agreed: (await readLegalGate(ctx.db)).agreed });
}
