/** The attacker names a unit, a person or the organisation with characters that are not to be seen: a line end that begins another mail header, an escape that rewrites a terminal, a mark that shows a name backwards. */
import { expect, it } from 'vitest';
import { MAX_NAME, nameSchema } from '#contracts/names.ts';
import * as m from '#messages/messages.js';
import { setUpSchema } from '#server/services/set-up.ts';
import { describeError } from '#server/trpc/failures.ts';
import { makeApp } from '../integration/app-rig.ts';
import type { TRPCError } from '@trpc/server';

const HIDDEN = [
	'\u0000',
	'\u0007',
	'\b',
	'\n',
	'\r\n',
	'\u001b[31m',
	'\u007f',
	'\u0085',
	'\u009b',
	'\u2028',
	'\u2029',
	'\u202e',
	'\u2066',
	'\ud800',
];
/** What people are called, in letters of their own. */
const HONEST = [
	'Équipe « Nuit » – 3×8',
	'Đặng Thị Ánh',
	'نور الهدى',
	'נועם',
	'山田 太郎',
	'O’Neil-Béart',
	'R&D / QA',
];
const CODE = 'NAME_CONTROL_CHARACTER';

it('is refused at every door by one code, which both languages explain; honest names pass', async () => {
	const rig = await makeApp();
	const ada = await rig.as('ada');
	const codeOf = (work: Promise<unknown>): Promise<string> =>
		work.then(
			() => 'ok',
			(error: TRPCError) => describeError(error).code,
		);
	const people = (name: string) =>
		`mail,name,unit_id,role\nada@example.org,Ada,organisation,administrator\nx@example.org,"${name}",a,`;
	const units = (name: string) =>
		`unit_id,parent_id,name\norganisation,,Essai\na,organisation,"${name}"`;
	const setUpForm = {
		organisation: 'Essai',
		lang: 'fr',
		name: 'Ada',
		mail: 'a@example.org',
		code: 'x',
	};
	for (const hidden of HIDDEN) {
		const name = `Équipe${hidden}A`;
		expect(
			await codeOf(ada.admin.updateOrganisation({ name, lang: 'fr' })),
			JSON.stringify(name),
		).toBe(CODE);
		// At the ends too, where trimming would have hidden it.
		expect(await codeOf(ada.admin.updateOrganisation({ name: `${hidden}A`, lang: 'fr' }))).toBe(
			CODE,
		);
		// Half a character is none in a file: it is read as the mark of what cannot be read.
		for (const content of hidden === '\ud800' ? [] : [people(name), units(name)]) {
			const door = content === people(name) ? ada.admin.importPeople : ada.admin.importUnits;
			const outcome = await door({ content, dryRun: false });
			expect(outcome.applied).toBe(false);
			expect(outcome.refused.map(({ code, field }) => [code, field])).toEqual([[CODE, 'name']]);
		}
		for (const field of ['organisation', 'name'] as const) {
			const parsed = setUpSchema.safeParse({ ...setUpForm, [field]: name });
			expect(parsed.error?.issues[0]?.message).toBe(CODE);
		}
		// What PostgreSQL itself cannot hold needs no rule.
		if (hidden === '\u0000' || hidden === '\ud800') continue;
		for (const table of ['organisation', 'unit', 'person'])
			await expect(rig.pool.query(`update ${table} set name = $1`, [name])).rejects.toMatchObject({
				code: '23514',
			});
	}
	for (const name of HONEST) {
		expect(nameSchema.parse(` ${name} `)).toBe(name);
		expect(await ada.admin.importUnits({ content: units(name), dryRun: true })).toMatchObject({
			refused: [],
		});
		expect(await ada.admin.importPeople({ content: people(name), dryRun: true })).toMatchObject({
			refused: [],
		});
	}
	expect(nameSchema.safeParse('x'.repeat(MAX_NAME + 1)).success).toBe(false);
	expect(nameSchema.safeParse('  ').success).toBe(false);
	const said = (['fr', 'en'] as const).map((locale) =>
		m.error_name_control_character({}, { locale }),
	);
	expect(said[0]).not.toBe(said[1]);
});
