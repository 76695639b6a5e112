/** Checks the lines of a people file, one by one and against each other, before anything is written. */
import { LANGS, SIDES, type Lang, type Side } from '#contracts/ids.ts';
import { holdsControl, MAX_NAME } from '#contracts/names.ts';
import type { UnitRow } from '../db/organisation.ts';
import type { Refusal } from './import-outcome.ts';
import type { CsvRow, CsvTable } from './read-csv.ts';
import { MAIL } from './mail-address.ts';

/** One line of a people file; `roles` is null where the file has no `role` column: roles stay as they are. */
export type PersonLine = {
	line: number;
	mail: string | null;
	name: string;
	unitId: string;
	lang: Lang | null;
	roles: { administrator: boolean; committee: { side: Side; unitId: string | null } | null } | null;
};

export function checkPeople(
	{ columns, rows }: CsvTable,
	units: readonly UnitRow[],
): { people: PersonLine[]; refused: Refusal[] } {
	const refused: Refusal[] = [];
	const known = new Set(units.map((unit) => unit.unitId));
	const seen = new Set<string>();
	const people = rows.map((row): PersonLine => {
		// Values are quoted back only where they are ids: never a name or an address.
		const refuse = (code: Refusal['code'], field: string, value?: string) =>
			refused.push({
				code,
				line: row.line,
				field,
				...(value ? { value: value.slice(0, 60) } : {}),
			});
		const mail = row.get('mail').toLowerCase() || null;
		const name = row.get('name');
		const unitId = row.get('unit_id');
		const lang = row.get('lang').toLowerCase();
		if (mail !== null && !MAIL.test(mail)) refuse('MAIL_INVALID', 'mail');
		if (holdsControl(name)) refuse('NAME_CONTROL_CHARACTER', 'name');
		else if (name === '' || name.length > MAX_NAME) refuse('BAD_INPUT', 'name');
		if (!known.has(unitId)) refuse('UNIT_UNKNOWN', 'unit_id', unitId);
		if (lang && !isIn(LANGS, lang)) refuse('BAD_INPUT', 'lang', lang);
		const key = mail ?? `${name}\n${unitId}`;
		if (seen.has(key)) refuse('PERSON_DUPLICATE', mail ? 'mail' : 'name');
		seen.add(key);
		return {
			line: row.line,
			mail,
			name,
			unitId,
			lang: isIn(LANGS, lang) ? lang : null,
			roles: columns.has('role') ? readRoles(row, known, refuse) : null,
		};
	});
	return { people, refused };
}

const isIn = <T extends string>(list: readonly T[], value: string): value is T =>
	(list as readonly string[]).includes(value);

/** `role`: nothing or `employee`, `committee`, `administrator`, or several joined by `|`. */
function readRoles(
	row: CsvRow,
	units: ReadonlySet<string>,
	refuse: (code: Refusal['code'], field: string, value?: string) => void,
): PersonLine['roles'] {
	const named = row
		.get('role')
		.toLowerCase()
		.split('|')
		.map((word) => word.trim());
	for (const word of named)
		if (!['', 'employee', 'committee', 'administrator'].includes(word))
			refuse('BAD_INPUT', 'role', word);
	const side = row.get('side').toLowerCase();
	const scope = row.get('scope') || null;
	const committee = named.includes('committee');
	if (committee ? !isIn(SIDES, side) : side !== '') refuse('BAD_INPUT', 'side', side);
	if (scope !== null && !committee) refuse('BAD_INPUT', 'scope', scope);
	if (scope !== null && !units.has(scope)) refuse('UNIT_UNKNOWN', 'scope', scope);
	return {
		administrator: named.includes('administrator'),
		committee: committee && isIn(SIDES, side) ? { side, unitId: scope } : null,
	};
}
