import { TRPCError } from '@trpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeError } from '#server/trpc/failures.ts';
import type { Access } from '#server/trpc/procedures.ts';
import { appRouter } from '#server/trpc/router.ts';
import { makeApp, type AppRig } from './app-rig.ts';

let rig: AppRig;
beforeAll(async () => {
	rig = await makeApp();
});

type Procedure = { _def: { meta?: { access: Access } } };
const PROCEDURES = Object.entries(
	appRouter._def.procedures as unknown as Record<string, Procedure>,
);

/** Who may call what: the lowest access that a router may grant. */
const OF_ROUTER: Record<string, Access[]> = {
	account: ['public', 'employee'],
	admin: ['administrator'],
	ballots: ['employee'],
	committee: ['committee'],
	journal: ['employee'],
	setup: ['public'],
};

/** Members of the rig: `alba` is on the committee for `a` and below only. */
const CALLERS = {
	nobody: null,
	employee: 'emile',
	committee: 'alba',
	administrator: 'ada',
} as const;
type Caller = keyof typeof CALLERS;

const ALLOWED: Record<Access, Caller[]> = {
	public: ['nobody', 'employee', 'committee', 'administrator'],
	employee: ['employee', 'committee', 'administrator'],
	committee: ['committee'],
	administrator: ['administrator'],
};

/** What calling it with this input comes to: a code, or `ok`. */
async function outcome(path: string, caller: Caller, input: unknown): Promise<string> {
	const api = await rig.as(CALLERS[caller]);
	const [group = '', name = ''] = path.split('.');
	const call = (
		api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
	)[group]![name]!;
	try {
		await call(input);
		return 'ok';
	} catch (error) {
		if (!(error instanceof TRPCError)) throw error;
		return describeError(error).code;
	}
}

describe('every procedure', () => {
	it('is declared by the one builder, within what its router may grant', () => {
		expect(PROCEDURES.length).toBeGreaterThan(15);
		for (const [path, { _def }] of PROCEDURES)
			expect(OF_ROUTER[path.split('.')[0]!], path).toContain(_def.meta?.access);
	});

	it.each(PROCEDURES.map(([path, { _def }]) => [path, _def.meta!.access] as const))(
		'%s answers whoever has the access “%s”, and nobody else',
		async (path, access) => {
			for (const caller of Object.keys(CALLERS) as Caller[]) {
				const code = await outcome(path, caller, undefined);
				if (ALLOWED[access].includes(caller)) {
					expect(['NOT_SIGNED_IN', 'FORBIDDEN', 'UNKNOWN'], `${caller}: ${code}`).not.toContain(
						code,
					);
				} else expect(code, caller).toBe(caller === 'nobody' ? 'NOT_SIGNED_IN' : 'FORBIDDEN');
			}
		},
	);

	it.each(
		PROCEDURES.filter(([, { _def }]) => _def.meta?.access === 'committee').map(([path]) => path),
	)(
		'%s refuses a unit outside the member’s scope, as it refuses one that does not exist',
		async (path) => {
			for (const unitId of ['b', 'organisation', 'nowhere', ''])
				expect(await outcome(path, 'committee', { unitId }), unitId).toBe('FORBIDDEN');
			expect(await outcome(path, 'committee', { unitIds: ['a', 'b'] })).toBe('FORBIDDEN');
			for (const unitId of ['a', 'a1'])
				expect(await outcome(path, 'committee', { unitId }), unitId).not.toBe('FORBIDDEN');
		},
	);
});

describe('a committee member', () => {
	it('sees the units of their scope only', async () => {
		const ofAlba = await (await rig.as('alba')).committee.units();
		expect(ofAlba.map(({ unitId }) => unitId)).toEqual(['a', 'a1']);
		const ofHugo = await (await rig.as('hugo')).committee.units();
		expect(ofHugo.map(({ unitId }) => unitId)).toEqual(['organisation', 'a', 'a1', 'b']);
	});
});
