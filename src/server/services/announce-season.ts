/** Tells both sides, at the same time and in the same words, what changes with a new season; the ledger has it already. */
import type { Difference } from '#contracts/difference.ts';
import type { Lang } from '#contracts/ids.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { listEntries } from '../db/ledger.ts';
import { findOrganisation, type Organisation } from '../db/organisation.ts';
import { listPeople, listRoles } from '../db/people.ts';
import { log, logError } from '../log.ts';
import type { Mailer } from '../mail/mailer.ts';
import { seasonMail } from '../mail/season-mail.ts';

/** Payload of the last difference in the ledger; of a given season if one is named. Null before a second season. */
export async function readDifference(db: Database, seasonId?: string): Promise<Difference | null> {
	const all = (await listEntries(db, 'difference')).map(
		({ payload }) => JSON.parse(payload) as Difference,
	);
	return all.findLast(({ season }) => seasonId === undefined || season === seasonId) ?? null;
}

/** One mail that fails keeps none of the others; never rejects, since the season is open already. */
export async function announceSeason(
	{ db, config, mailer }: { db: Database; config: Pick<Config, 'origin'>; mailer: Mailer },
	seasonId: string,
): Promise<void> {
	try {
		const [difference, organisation] = await Promise.all([
			readDifference(db, seasonId),
			findOrganisation(db),
		]);
		if (!difference || !organisation) return;
		if (!mailer.real) return log('season difference not mailed', { why: 'smtp-unset' });
		const told = await bothSides(db, organisation);
		const link = `${config.origin}/committee/decisions`;
		const sent = await Promise.allSettled(
			told.map(({ to, lang }) =>
				mailer.send(seasonMail(difference, { to, lang, organisation: organisation.name, link })),
			),
		);
		for (const one of sent) if (one.status === 'rejected') logError('season mail', one.reason);
		for (const side of ['hr', 'staff'])
			if (!told.some((one) => one.side === side))
				log('season difference: nobody to mail', { side });
	} catch (error) {
		logError('season', error);
	}
}

/** Members of the two sides who may see the whole organisation, and the staff representatives' own address. */
async function bothSides(
	db: Database,
	{ anchorMail, lang }: Organisation,
): Promise<{ to: string; lang: Lang; side: string }[]> {
	const [people, roles] = await Promise.all([listPeople(db), listRoles(db)]);
	const told = roles.flatMap(({ personId, role, side, unitId }) => {
		if (role !== 'committee' || (side !== 'hr' && side !== 'staff') || unitId !== null) return [];
		const person = people.find((one) => one.personId === personId && one.active);
		return person?.mail ? [{ to: person.mail, lang: person.lang ?? lang, side }] : [];
	});
	const known = told.some(({ to }) => to.toLowerCase() === anchorMail?.toLowerCase());
	return anchorMail && !known ? [...told, { to: anchorMail, lang, side: 'staff' }] : told;
}
