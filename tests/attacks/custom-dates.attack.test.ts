/** The attacker asks for figures over dates of their own (a day, a rolling month, two overlapping ranges) to subtract one window from another. */
import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import { describeError } from '#server/trpc/failures.ts';
import { makeApp } from '../integration/app-rig.ts';

const WINDOWS = [
	{ from: '2026-11-01', to: '2026-11-10' },
	{ since: '2026-11-10' },
	{ start: '2026-10-15', end: '2026-11-15' },
	{ days: 30 },
	{ period: ['2026-11', '2026-12'] },
	{ period: { from: '2026-11', to: '2026-12' } },
];
const INVENTED = [
	'2026-11-10',
	'2026-11/2026-12',
	'2026',
	'2026-11-01..2026-11-10',
	'%',
	'2026-1_',
];

it('cannot be asked: a window is no input, and only released periods have figures', async () => {
	const rig = await makeApp();
	const hugo = await rig.as('hugo');
	type Ask = (input: unknown) => Promise<unknown>;
	const asks: [Ask, object][] = [
		[hugo.committee.overview as Ask, {}],
		[hugo.committee.unit as Ask, { unitId: 'a' }],
	];
	const code = (work: Promise<unknown>) =>
		work.then(
			() => 'answered',
			(error: unknown) => {
				if (!(error instanceof TRPCError)) throw error;
				return describeError(error).code;
			},
		);
	for (const [ask, base] of asks) {
		for (const window of WINDOWS)
			expect(await code(ask({ ...base, ...window })), JSON.stringify(window)).toBe('BAD_INPUT');
		for (const period of INVENTED)
			expect(await code(ask({ ...base, period })), period).toBe('NOT_FOUND');
	}
});
