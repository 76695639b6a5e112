/** Chooses the address to which the ledger's head is mailed: the staff representatives'. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { findOrganisation, updateOrganisation } from '../db/organisation.ts';
import type { Queryable } from '../db/database.ts';
import { MAIL } from './mail-address.ts';

/** @param mail null: to nobody. @returns what is kept; MAIL_INVALID; NOT_FOUND before the set-up. */
export async function setAnchorMail(
	db: Queryable,
	mail: string | null,
): Promise<Result<{ mail: string | null }>> {
	const address = mail?.trim() || null;
	if (address !== null && !MAIL.test(address)) return fail('MAIL_INVALID', { field: 'mail' });
	if (!(await findOrganisation(db))) return fail('NOT_FOUND');
	await updateOrganisation(db, { anchorMail: address });
	return ok({ mail: address });
}
