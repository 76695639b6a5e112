import { beforeEach, describe, expect, it } from 'vitest';
import { listUnits } from '#server/db/organisation.ts';
import { listPeople, listRoles } from '#server/db/people.ts';
import type { ImportOutcome } from '#server/services/import-outcome.ts';
import { importPeople } from '#server/services/import-people.ts';
import { importUnits } from '#server/services/import-units.ts';
import { makeApp, type AppRig } from './app-rig.ts';

let rig: AppRig;
beforeEach(async () => {
	rig = await makeApp();
});

const units = async (content: string | Uint8Array, dryRun = false): Promise<ImportOutcome> => {
	const result = await importUnits(rig.app.services, content, { dryRun });
	if (!result.ok) throw new Error(result.code);
	return result.value;
};
const people = async (content: string, dryRun = false): Promise<ImportOutcome> => {
	const result = await importPeople(rig.app.services, content, { dryRun });
	if (!result.ok) throw new Error(result.code);
	return result.value;
};
const tree = async () =>
	Object.fromEntries((await listUnits(rig.db)).map((unit) => [unit.unitId, unit.parentId]));
const placed = async () =>
	Object.fromEntries(
		(await listPeople(rig.db))
			.filter((person) => person.active)
			.map((person) => [person.mail ?? person.name, person.unitId]),
	);

const HEAD = 'mail,name,unit_id,lang,role,side,scope\n';
const ADA = 'ada@example.org,Ada,organisation,fr,administrator,,\n';

describe('importing units', () => {
	it('takes what a spreadsheet writes: BOM, CRLF, semicolons, quotes, blank lines', async () => {
		const content = `\uFEFFunit_id;parent_id;name\r\norganisation;;Essai\r\n\r\na;organisation;"Site; A"\r\nc;a;Équipe C\r\n;;\r\n`;
		const outcome = await units(new TextEncoder().encode(content));
		expect(outcome).toMatchObject({ applied: true, added: ['Équipe C'], refused: [] });
		expect(outcome.changed).toEqual(['Site; A']);
	});

	it('keeps units that still hold people, and removes them once they are empty', async () => {
		const content = 'unit_id,parent_id,name\norganisation,,Essai\na,organisation,Site A\n';
		expect(await units(content)).toMatchObject({ kept: ['Équipe A1', 'Site B'], removed: [] });
		await people(`${HEAD}${ADA}emile@example.org,Emile,a,,,,\n`);
		expect(await units(content)).toMatchObject({ removed: ['Équipe A1', 'Site B'], kept: [] });
		expect(await tree()).toEqual({ organisation: null, a: 'organisation' });
	});

	it('keeps the order of the file, children before parents or not', async () => {
		await units(
			'unit_id,parent_id,name\nb,organisation,B\na1,a,A1\na,organisation,A\norganisation,,O\n',
		);
		expect((await listUnits(rig.db)).map((unit) => unit.unitId)).toEqual([
			'b',
			'a1',
			'a',
			'organisation',
		]);
	});

	it('lets a root with another id take over all that hung on the old one', async () => {
		await units('unit_id,parent_id,name\nacme,,Acme\na,acme,A\na1,a,A1\nb,acme,B\n');
		expect(await tree()).toEqual({ acme: null, a: 'acme', a1: 'a', b: 'acme' });
		expect(await placed()).toMatchObject({ 'ada@example.org': 'acme', 'emile@example.org': 'a1' });
	});

	it('writes nothing when a line is wrong, and says which and why', async () => {
		const before = await tree();
		const wrong: [string, object][] = [
			[
				'organisation,,O\na,nowhere,A',
				{ code: 'UNIT_UNKNOWN', line: 3, field: 'parent_id', value: 'nowhere' },
			],
			[
				'organisation,,O\na,organisation,A\na,organisation,A',
				{ code: 'UNIT_DUPLICATE', line: 4, field: 'unit_id' },
			],
			['organisation,,O\nz,,Z', { code: 'TREE_TWO_ROOTS', line: 3, field: 'parent_id' }],
			['organisation,,O\nx,y,X\ny,x,Y', { code: 'TREE_CYCLE', line: 3, field: 'parent_id' }],
			['organisation,,O\nx x,organisation,X', { code: 'BAD_INPUT', line: 3, field: 'unit_id' }],
			['organisation,,', { code: 'BAD_INPUT', line: 2, field: 'name' }],
		];
		for (const [lines, refusal] of wrong) {
			const outcome = await units(`unit_id,parent_id,name\n${lines}\n`);
			expect(outcome.applied).toBe(false);
			expect(outcome.refused[0]).toMatchObject(refusal);
		}
		expect(await tree()).toEqual(before);
	});

	it('refuses a file that is no table, with line and column', async () => {
		const bad: [string | Uint8Array, object][] = [
			['', { line: 1, field: 'unit_id' }],
			['unit_id,name\nx,X\n', { line: 1, field: 'parent_id' }],
			['unit_id,parent_id,name,colour\n', { line: 1, field: 'colour' }],
			['unit_id,parent_id,name\na,b,c,d\n', { line: 2 }],
			['unit_id,parent_id,name\na,b,"c\n', { line: 2 }],
			[new Uint8Array([0x61, 0xe9, 0x0a]), { line: 1, value: 'UTF-8' }],
		];
		for (const [content, detail] of bad)
			expect(await importUnits(rig.app.services, content, { dryRun: true })).toMatchObject({
				ok: false,
				code: 'CSV_MALFORMED',
				detail,
			});
	});
});

describe('importing people', () => {
	it('shows what would happen, and writes nothing, in a preview', async () => {
		const before = await placed();
		const content = `${HEAD}${ADA}hugo@example.org,Hugo,b,,,,\nnew@example.org,Nour,a,en,,,\n`;
		const preview = await people(content, true);
		expect(preview).toMatchObject({
			applied: false,
			added: ['Nour'],
			removed: ['alba', 'emile', 'stella'],
		});
		expect(preview.changed).toEqual(['Hugo']);
		expect(await placed()).toEqual(before);
		const done = await people(content);
		expect(done).toEqual({ ...preview, applied: true });
		expect(await placed()).toEqual({
			'ada@example.org': 'organisation',
			'hugo@example.org': 'b',
			'new@example.org': 'a',
		});
	});

	it('is the same when done twice', async () => {
		const content = `${HEAD}${ADA},Jean sans adresse,a,,,,\nzoe@example.org,Zoé,b,fr,committee,hr,a\n`;
		await people(content);
		expect(await people(content)).toMatchObject({ added: [], changed: [], removed: [] });
	});

	it('gives someone who comes back their own id again, for their ballots', async () => {
		const id = async () =>
			(await listPeople(rig.db)).find((one) => one.mail === 'emile@example.org');
		const was = await id();
		await people(`${HEAD}${ADA}`);
		expect((await id())!.active).toBe(false);
		expect(await people(`${HEAD}${ADA}EMILE@example.org,Emile,b,,,,\n`)).toMatchObject({
			added: ['Emile'],
		});
		expect(await id()).toMatchObject({ personId: was!.personId, active: true, unitId: 'b' });
	});

	it('grants and takes back roles with side and scope, and leaves them alone without a role column', async () => {
		await people(`${HEAD}${ADA}zoe@example.org,Zoé,b,fr,committee|administrator,hr,a\n`);
		const zoe = (await listPeople(rig.db)).find((one) => one.mail === 'zoe@example.org')!.personId;
		const ofZoe = async () =>
			(await listRoles(rig.db))
				.filter((grant) => grant.personId === zoe)
				.map(({ role, side, unitId }) => [role, side, unitId]);
		expect((await ofZoe()).sort()).toEqual([
			['administrator', null, null],
			['committee', 'hr', 'a'],
		]);
		await people('mail,name,unit_id\nada@example.org,Ada,organisation\nzoe@example.org,Zoé,a\n');
		expect(await ofZoe()).toHaveLength(2);
		await people(`${HEAD}${ADA}zoe@example.org,Zoé,a,,committee,staff,\n`);
		expect(await ofZoe()).toEqual([['committee', 'staff', null]]);
	});

	it('never leaves nobody to administer', async () => {
		const before = await placed();
		for (const content of [
			`${HEAD}zoe@example.org,Zoé,a,,,,\n`,
			`${HEAD}ada@example.org,Ada,a,,,,\n`,
		])
			expect(await people(content)).toMatchObject({
				applied: false,
				refused: [{ code: 'ADMINISTRATOR_MISSING' }],
			});
		expect(await placed()).toEqual(before);
	});

	it('names line and field of every mistake, never an address or a name', async () => {
		const outcome = await people(
			`${HEAD}${ADA}no-address,Secret Name,a,,,,\nx@example.org,X,nowhere,,,,\nX@Example.org,X,a,de,,,\ny@example.org,,a,,,,\nz@example.org,Z,a,,committee,,\nw@example.org,W,a,,boss,,\nv@example.org,V,a,,,hr,\nu@example.org,U,a,,committee,hr,nowhere\n`,
		);
		expect(outcome.refused.map(({ code, line, field }) => `${line} ${field} ${code}`)).toEqual([
			'3 mail MAIL_INVALID',
			'4 unit_id UNIT_UNKNOWN',
			'5 lang BAD_INPUT',
			'5 mail PERSON_DUPLICATE',
			'6 name BAD_INPUT',
			'7 side BAD_INPUT',
			'8 role BAD_INPUT',
			'9 side BAD_INPUT',
			'10 scope UNIT_UNKNOWN',
		]);
		expect(JSON.stringify(outcome)).not.toMatch(/Secret|no-address|example\.org/);
	});

	it('shows the groups in which voices would be counted', async () => {
		await units('unit_id,parent_id,name\norganisation,,O\na,organisation,A\nb,organisation,B\n');
		const crowd = (unit: string, size: number) =>
			Array.from(
				{ length: size },
				(_, n) => `${unit}${n}@example.org,${unit}${n},${unit},,,,\n`,
			).join('');
		const outcome = await people(`${HEAD}${ADA}${crowd('a', 9)}${crowd('b', 3)}`, true);
		// Three in b and one at the root are too few: the root takes in the smallest group, that of a.
		expect(outcome.pools).toEqual([{ unitId: 'organisation', name: 'O', people: 13 }]);
		const larger = await people(`${HEAD}${ADA}${crowd('a', 9)}${crowd('b', 7)}`, true);
		expect(larger.pools).toEqual([
			{ unitId: 'organisation', name: 'O', people: 8 },
			{ unitId: 'a', name: 'A', people: 9 },
		]);
	});
});
