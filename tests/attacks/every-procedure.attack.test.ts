/** The attacker has one role, or a scope, and calls every procedure with their own unit, a foreign one and one that does not exist: one generated table. */
import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import { describeError } from '#server/trpc/failures.ts';
import { appRouter } from '#server/trpc/router.ts';
import { makeApp } from '../integration/app-rig.ts';

/** Who may call what, by hand: the table that the code must generate. A new procedure must be entered here. */
const MAY: Record<string, string> = {
	'account.me': 'nobody employee committee administrator',
	'account.setLang': 'employee committee administrator',
	'admin.overview': 'administrator',
	'admin.updateOrganisation': 'administrator',
	'admin.setAnchorMail': 'administrator',
	'admin.season': 'administrator',
	'admin.openSeason': 'administrator',
	'admin.importUnits': 'administrator',
	'admin.importPeople': 'administrator',
	'admin.people': 'administrator',
	'admin.grantRole': 'administrator',
	'admin.revokeRole': 'administrator',
	'ballots.mine': 'employee committee administrator',
	'ballots.issue': 'employee committee administrator',
	'committee.overview': 'committee',
	'committee.unit': 'committee',
	'committee.units': 'committee',
	'committee.lexicon': 'committee',
	'committee.lexiconRows': 'committee',
	'committee.decisions': 'committee',
	'committee.seasonChange': 'committee',
	'committee.legal': 'committee',
	'committee.recordLegal': 'committee',
	'committee.propose': 'committee',
	'committee.approve': 'committee',
	'committee.withdraw': 'committee',
	'journal.read': 'employee committee administrator',
	'journal.write': 'employee committee administrator',
	'journal.erase': 'employee committee administrator',
	'setup.status': 'nobody employee committee administrator',
};
/** `alba` sees from `a` down. */
const CALLERS = { nobody: null, employee: 'emile', committee: 'alba', administrator: 'ada' };
const UNITS = { own: 'a1', foreign: 'b', above: 'organisation', none: 'nowhere' };

it('matches the table: role by role, own unit and foreign', async () => {
	const rig = await makeApp();
	const paths = Object.keys(appRouter._def.procedures);
	expect(paths.sort()).toEqual(Object.keys(MAY).sort());
	const lines: string[] = [];
	for (const path of paths) {
		const row: string[] = [];
		for (const [caller, personId] of Object.entries(CALLERS)) {
			const codes: string[] = [];
			for (const [place, unitId] of Object.entries(UNITS)) {
				const code = await outcome(await rig.as(personId), path, { unitId });
				const barred = ['NOT_SIGNED_IN', 'FORBIDDEN'].includes(code);
				const may = MAY[path]!.split(' ').includes(caller);
				const own = caller !== 'committee' || place === 'own';
				const bound = path.startsWith('committee.');
				expect(barred, `${path} by ${caller} on ${place}: ${code}`).toBe(!may || (bound && !own));
				codes.push(barred ? '-' : 'x');
			}
			row.push(codes.join(''));
		}
		lines.push(`  ${path.padEnd(26)} ${row.join('   ')}`);
	}
	process.stdout.write(
		`  own, foreign, above, none:  ${Object.keys(CALLERS).join(' ')}\n${lines.join('\n')}\n`,
	);
});

async function outcome(api: unknown, path: string, input: unknown): Promise<string> {
	const [group = '', name = ''] = path.split('.');
	type Api = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
	try {
		await (api as Api)[group]![name]!(input);
		return 'ok';
	} catch (error) {
		if (!(error instanceof TRPCError)) throw error;
		return describeError(error).code;
	}
}
