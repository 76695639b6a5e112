/** What administrators do: organisation, units, people, roles; and they see the ledger's head. */
import { z } from 'zod';
import { LANGS } from '#contracts/ids.ts';
import { nameSchema } from '#contracts/names.ts';
import { readHead } from '../../db/ledger.ts';
import {
	findOrganisation,
	listUnitsWithPeople,
	updateOrganisation,
} from '../../db/organisation.ts';
import { listPeople, listRoles } from '../../db/people.ts';
import { grantRole, grantSchema, revokeRole, revokeSchema } from '../../services/grant-role.ts';
import { poolsNow } from '../../services/import-outcome.ts';
import { importPeople } from '../../services/import-people.ts';
import { importUnits } from '../../services/import-units.ts';
import { passLegalGate, readLegalGate } from '../../services/legal-gate.ts';
import { readSeasonFrozen } from '../../services/read-season-frozen.ts';
import { setAnchorMail } from '../../services/set-anchor-mail.ts';
import { openSeason } from '../../voices/open-season.ts';
import { valueOf } from '../failures.ts';
import { procedure, router } from '../procedures.ts';

/** Some 40,000 people; the whole file travels as one string. */
const importSchema = z.strictObject({ content: z.string().max(3_500_000), dryRun: z.boolean() });

export const adminRouter = router({
	overview: procedure.administrator.query(async ({ ctx }) => {
		const { db } = ctx.app.services;
		const [organisation, units, pools, head, legal] = await Promise.all([
			findOrganisation(db),
			listUnitsWithPeople(db),
			poolsNow(db),
			readHead(db),
			readLegalGate(db),
		]);
		return {
			organisation,
			units,
			/** As a season that opened now would form them. */
			pools,
			ledger: head && { seq: head.seq, hash: head.hash },
			legal,
			/** False: links appear in the console only. */
			mailLeaves: ctx.app.mailer.real,
		};
	}),
	updateOrganisation: procedure.administrator
		.input(z.strictObject({ name: nameSchema, lang: z.enum(LANGS) }))
		.mutation(async ({ ctx, input }) => {
			await updateOrganisation(ctx.app.services.db, input);
			return input;
		}),
	/** Who is mailed the ledger's head at each release: the staff representatives. Empty: nobody. */
	setAnchorMail: procedure.administrator
		.input(z.strictObject({ mail: z.string().max(200) }))
		.mutation(async ({ ctx, input }) =>
			valueOf(await setAnchorMail(ctx.app.services.db, input.mail || null)),
		),
	/** The season that runs, or ran last; null before the first. */
	season: procedure.administrator.query(({ ctx }) => readSeasonFrozen(ctx.app.services)),
	/** The first season, once both sides have recorded what the law asks for; from then on one follows another by itself. Takes some seconds: keys are made. */
	openSeason: procedure.administrator.mutation(async ({ ctx }) => {
		valueOf(await passLegalGate(ctx.app.services.db));
		return valueOf(await openSeason(ctx.app.voices.context));
	}),
	/** `dryRun`: the preview; the same answer, with `applied` false. */
	importUnits: procedure.administrator
		.input(importSchema)
		.mutation(async ({ ctx, input }) =>
			valueOf(await importUnits(ctx.app.services, input.content, input)),
		),
	importPeople: procedure.administrator
		.input(importSchema)
		.mutation(async ({ ctx, input }) =>
			valueOf(await importPeople(ctx.app.services, input.content, input)),
		),
	people: procedure.administrator.query(async ({ ctx }) => {
		const { db } = ctx.app.services;
		const [people, roles] = await Promise.all([listPeople(db), listRoles(db)]);
		return people
			.filter((person) => person.active)
			.map((person) => ({
				personId: person.personId,
				name: person.name,
				mail: person.mail,
				unitId: person.unitId,
				lang: person.lang,
				roles: roles
					.filter((grant) => grant.personId === person.personId)
					.map(({ role, side, unitId }) => ({ role, side, scope: unitId })),
			}));
	}),
	grantRole: procedure.administrator
		.input(grantSchema)
		.mutation(async ({ ctx, input }) => valueOf(await grantRole(ctx.app.services, input))),
	revokeRole: procedure.administrator
		.input(revokeSchema)
		.mutation(async ({ ctx, input }) => valueOf(await revokeRole(ctx.app.services, input))),
});
