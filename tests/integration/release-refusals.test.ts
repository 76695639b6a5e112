/** Whatever is wrong with an input, the message says where: file, line and field; and OUT stays as it was. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	HEAD,
	place,
	put,
	releaseFiles,
	UNITS,
	voicesOf,
	useFolder,
	type Files,
} from './release-rig.ts';

useFolder();

describe('refusals name file, line and field', () => {
	const v = (...rows: string[]) => HEAD + voicesOf('a', 2) + rows.map((row) => `${row}\n`).join('');
	const latin1 = (text: string) => Buffer.from(text, 'latin1');

	it.each<[string, Files, string]>([
		['an unknown parent', { units: `${UNITS}c,zz,C,9\n` }, 'U.csv, line 5, field parent_id'],
		['two roots', { units: `${UNITS}s,,S,9\n` }, 'U.csv, line 5, field parent_id'],
		['a cycle', { units: `${UNITS}c,d,C,9\nd,c,D,9\n` }, 'U.csv, line 5, field parent_id'],
		['a unit twice', { units: `${UNITS}a,r,A,9\n` }, 'U.csv, line 5, field unit_id'],
		['a negative head-count', { units: `${UNITS}c,r,C,-3\n` }, 'U.csv, line 5, field eligible'],
		['a fractional head-count', { units: `${UNITS}c,r,C,3.5\n` }, 'U.csv, line 5, field eligible'],
		['an empty head-count', { units: `${UNITS}c,r,C,\n` }, 'U.csv, line 5, field eligible'],
		[
			'a missing column in U',
			{ units: UNITS.replace('eligible', 'people') },
			'U.csv, line 1, field eligible',
		],
		[
			'a missing column in V',
			{ voices: HEAD.replace('emotion', 'mood') },
			'V.csv, line 1, field emotion',
		],
		['a column twice', { voices: `${HEAD.trimEnd()},voice\n` }, 'V.csv, line 1, field voice'],
		['an empty U', { units: '' }, 'U.csv, line 1'],
		['an empty V', { voices: '' }, 'V.csv, line 1'],
		['a V of a byte order mark', { voices: '\ufeff' }, 'V.csv, line 1'],
		['units without units', { units: 'unit_id,parent_id,name,eligible\n' }, 'U.csv, line 1'],
		['an unknown unit', { voices: v('2026-11,zz,x,1,joy,none,') }, 'V.csv, line 4, field unit_id'],
		[
			'the same period and voice twice',
			{ voices: v('2026-11,b,a1,1,joy,none,') },
			'V.csv, line 4, field voice',
		],
		[
			'a voice without an id',
			{ voices: v('2026-11,b,,1,joy,none,') },
			'V.csv, line 4, field voice',
		],
		[
			'an unknown valence',
			{ voices: v('2026-11,b,x,+1,joy,none,') },
			'V.csv, line 4, field valence',
		],
		[
			'a fractional valence',
			{ voices: v('2026-11,b,x,1.0,joy,none,') },
			'V.csv, line 4, field valence',
		],
		['an empty valence', { voices: v('2026-11,b,x,,joy,none,') }, 'V.csv, line 4, field valence'],
		[
			'an unknown emotion',
			{ voices: v('2026-11,b,x,1,Joy,none,') },
			'V.csv, line 4, field emotion',
		],
		['an empty emotion', { voices: v('2026-11,b,x,1,,none,') }, 'V.csv, line 4, field emotion'],
		[
			'an unknown difficulty',
			{ voices: v('2026-11,b,x,1,joy,nothing,') },
			'V.csv, line 4, field difficulty',
		],
		[
			'an unknown factor',
			{ voices: v('2026-11,b,x,1,joy,none,intensity') },
			'V.csv, line 4, field factors: unknown',
		],
		[
			'a factor with a space',
			{ voices: v('2026-11,b,x,1,joy,none,intensity- |values+') },
			'V.csv, line 4, field factors: unknown',
		],
		[
			'an empty factor',
			{ voices: v('2026-11,b,x,1,joy,none,intensity-|') },
			'V.csv, line 4, field factors: unknown',
		],
		[
			'a factor twice',
			{ voices: v('2026-11,b,x,1,joy,none,values+|values+') },
			'V.csv, line 4, field factors: a factor stands twice',
		],
		[
			'four factors',
			{ voices: v('2026-11,b,x,1,joy,none,values+|intensity-|autonomy-|relations-') },
			'V.csv, line 4, field factors: more than 3',
		],
		['a thirteenth month', { voices: v('2026-13,b,x,1,joy,none,') }, 'V.csv, line 4, field period'],
		[
			'a week that the year has not',
			{ voices: HEAD + voicesOf('a', 2, '2025-W53') },
			'V.csv, line 2, field period',
		],
		['a 54th week', { voices: HEAD + voicesOf('a', 2, '2026-W54') }, 'V.csv, line 2, field period'],
		[
			'a fortnight of weeks apart',
			{ voices: HEAD + voicesOf('a', 2, '2026-W45/W47') },
			'V.csv, line 2, field period',
		],
		['an empty period', { voices: v(',b,x,1,joy,none,') }, 'V.csv, line 4, field period'],
		[
			'two kinds of period',
			{ voices: v('2026-W46,b,x,1,joy,none,') },
			'V.csv, line 4, field period',
		],
		[
			'fortnights that overlap',
			{ voices: HEAD + voicesOf('a', 2, '2026-W45/W46') + voicesOf('a', 1, '2026-W46/W47') },
			'V.csv, line 4, field period',
		],
		[
			'more voices than eligible people in a pool',
			{ voices: HEAD + voicesOf('b', 3) + voicesOf('a', 21) },
			'V.csv, line 25, field unit_id',
		],
		[
			'bytes that are not UTF-8',
			{ voices: Buffer.concat([Buffer.from(v()), latin1('2026-11,b,é,1,joy,none,\n')]) },
			'V.csv, line 4, field voice',
		],
		[
			'bytes that are not UTF-8 in U',
			{ units: latin1(`${UNITS}c,r,Dépôt,9\n`) },
			'U.csv, line 5, field name',
		],
		['bytes that are not UTF-8 in the header', { units: latin1(`é${UNITS}`) }, 'U.csv, line 1'],
		['a NUL byte', { voices: v('2026-11,b,x\0y,1,joy,none,') }, 'V.csv, line 4, field voice'],
		['a record too short', { voices: v('2026-11,b,x,1,joy,none') }, 'V.csv, line 4, field factors'],
		[
			'a record too long',
			{ voices: v('2026-11,b,x,1,joy,none,values-,more') },
			'V.csv, line 4, field column 9',
		],
		['a line of spaces', { voices: v('   ') }, 'V.csv, line 4, field unit_id'],
		[
			'text after a quote',
			{ voices: v('2026-11,b,"x"y,1,joy,none,') },
			'V.csv, line 4, field voice',
		],
		[
			'a quote inside a field',
			{ voices: v('2026-11,b,x"y,1,joy,none,') },
			'V.csv, line 4, field voice',
		],
		[
			'a quote that is not closed',
			{ voices: v('2026-11,b,"x,1,joy,none,') },
			'V.csv, line 4, field voice',
		],
		[
			'a bare carriage return',
			{ voices: v('2026-11,b,x\ry,1,joy,none,') },
			'V.csv, line 4, field voice',
		],
		[
			'a physical line after quoted new lines',
			{ voices: v('2026-11,b,"x\n\ny",1,joy,none,', '', '2026-11,b,z,1,sad,none,') },
			'V.csv, line 8, field emotion',
		],
		[
			'a line after empty lines',
			{ voices: `${v('', '')}\r\n2026-11,zz,z,1,joy,none,\n` },
			'V.csv, line 7, field unit_id',
		],
		[
			'the first offence of several',
			{
				voices: v(
					'2026-11,b,x,1,joy,none,values',
					'2026-11,zz,y,1,joy,none,',
					'2026-99,b,z,1,joy,none,',
				),
			},
			'V.csv, line 4, field factors',
		],
		[
			'an unknown measure in PLAN',
			{ plan: 'measure,max_depth\nvalence,1\nmood,1\n' },
			'P.csv, line 3, field measure',
		],
		[
			'a measure twice in PLAN',
			{ plan: 'measure,max_depth\nvalence,1\nvalence,2\n' },
			'P.csv, line 3, field measure',
		],
		[
			'a negative depth',
			{ plan: 'measure,max_depth\nvalence,-1\n' },
			'P.csv, line 2, field max_depth',
		],
		[
			'a fractional depth',
			{ plan: 'measure,max_depth\nvalence,1.5\n' },
			'P.csv, line 2, field max_depth',
		],
		[
			'a PLAN without its columns',
			{ plan: 'measure,depth\nvalence,1\n' },
			'P.csv, line 1, field max_depth',
		],
	])('%s', async (_, files, spot) => {
		put('C.csv', 'what was there before');
		const { code, cells } = await releaseFiles(files);
		expect(place.said).toContain(spot);
		expect(code).toBe(2);
		expect(cells).toBe('what was there before');
		expect(readdirSync(place.folder).filter((name) => name.includes('aside'))).toEqual([]);
	});

	it('does not repeat what a field held', async () => {
		await releaseFiles({ voices: v('2026-11,b,x,1,my boss shouts at me,none,') });
		expect(place.said).not.toContain('boss');
	});
});
