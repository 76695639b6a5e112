/** Reads the facts of the data-protection pack from the settings and the database, so that the documents cannot say otherwise than what runs. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { EPSILON, minEligible, SEASON_PERIODS } from '#contracts/policy.ts';
import type { PrivacyFacts } from '#report/privacy-pack/facts.ts';
import { LINK_MINUTES, SESSION_DAYS } from '../auth/auth.ts';
import type { Config } from '../config.ts';
import { readHead } from '../db/ledger.ts';
import { findOrganisation, listUnits } from '../db/organisation.ts';
import { listPeople, listRoles } from '../db/people.ts';
import { anyRoundUnreleased, runningSeason } from '../db/voices.ts';
import { ROOT } from '../root.ts';
import { dayOf, type ServiceContext } from './context.ts';
import { readLegalGate } from './legal-gate.ts';
import { poolsNow } from './import-outcome.ts';

/** @returns NOT_FOUND before the set-up. */
export async function readPrivacyFacts(
	{ db, now }: ServiceContext,
	config: Config,
): Promise<Result<PrivacyFacts>> {
	const organisation = await findOrganisation(db);
	if (!organisation) return fail('NOT_FOUND');
	const [units, people, roles, pools, season, running, head, legal] = await Promise.all([
		listUnits(db),
		listPeople(db),
		listRoles(db),
		poolsNow(db),
		runningSeason(db),
		anyRoundUnreleased(db),
		readHead(db),
		readLegalGate(db),
	]);
	const side = (wanted: string): number =>
		roles.filter((grant) => grant.role === 'committee' && grant.side === wanted).length;
	const { name, demo, k, periodKind, plan } = organisation;
	return ok({
		organisation: name,
		demo,
		writtenOn: dayOf(now()),
		version: versionOf(),
		origin: config.origin,
		k,
		minEligible: minEligible(k),
		epsilon: EPSILON,
		periodKind,
		plan,
		seasonPeriods: SEASON_PERIODS,
		people: people.filter((person) => person.active).length,
		units: units.length,
		pools: {
			count: pools.length,
			smallest: pools.length === 0 ? 0 : Math.min(...pools.map((pool) => pool.people)),
		},
		season: season && running ? { first: season.firstPeriod, last: season.lastPeriod } : null,
		mailHost: config.smtpUrl && new URL(config.smtpUrl).hostname,
		database: config.databaseUrl
			? { kind: 'server', place: new URL(config.databaseUrl).hostname }
			: { kind: 'embedded', place: join(config.dataDir, 'db') },
		keyDir: config.keyDir,
		keysInData: !relative(config.dataDir, config.keyDir).startsWith('..'),
		sessionDays: SESSION_DAYS,
		linkMinutes: LINK_MINUTES,
		roles: {
			hr: side('hr'),
			staff: side('staff'),
			other: side('other'),
			administrators: roles.filter((grant) => grant.role === 'administrator').length,
		},
		legal: legal.agreed ? legal.hr : null,
		head: head && `${head.seq}:${head.hash}`,
	});
}

const versionOf = (): string =>
	(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
