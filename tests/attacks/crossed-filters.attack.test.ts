/** The attacker crosses filters (this team, those who are tired, and say relations weigh) until one person is left. */
import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import { describeError } from '#server/trpc/failures.ts';
import { appRouter } from '#server/trpc/router.ts';
import { makeApp } from '../integration/app-rig.ts';

const FILTERS = [
	{ emotion: 'fatigue' },
	{ valence: -1 },
	{ factor: 'relations-' },
	{ where: { emotion: 'fatigue', factor: 'relations-' } },
	{ groupBy: ['emotion', 'factor'] },
	{ unitIds: ['a', 'a1'] },
	{ exclude: 'a1' },
	{ measure: 'emotion' },
];
/** Filters that are no figures: the lexicon’s rows. */
const OTHER = ['committee.lexicon', 'committee.lexiconRows'];

it('cannot be expressed: no procedure with figures takes a condition', async () => {
	const rig = await makeApp();
	const hugo = (await rig.as('hugo')) as unknown as Record<
		string,
		Record<string, (input: unknown) => Promise<unknown>>
	>;
	let refused = 0;
	for (const path of Object.keys(appRouter._def.procedures)) {
		if (!path.startsWith('committee.') || OTHER.includes(path)) continue;
		const [group = '', name = ''] = path.split('.');
		const bare = await answer(hugo[group]![name]!(undefined));
		for (const filter of FILTERS) {
			const filtered = await answer(hugo[group]![name]!({ unitId: 'a', ...filter }));
			// Refused, or (where there is no input at all) not looked at.
			if (filtered.startsWith('{')) expect(filtered).toBe('{"code":"BAD_INPUT"}');
			else expect(filtered).toBe(bare);
			refused++;
		}
	}
	expect(refused).toBeGreaterThan(40);
});

const answer = (work: Promise<unknown>): Promise<string> =>
	work.then(
		(value) => `ok ${JSON.stringify(value)}`,
		(error: unknown) => {
			if (!(error instanceof TRPCError)) throw error;
			return JSON.stringify({ code: describeError(error).code });
		},
	);
