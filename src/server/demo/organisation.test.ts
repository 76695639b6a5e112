import { describe, expect, it } from 'vitest';
import { MIN_K } from '#contracts/policy.ts';
import { formPools, listPools } from '#release/pools.ts';
import { parseTree } from '#release/tree.ts';
import { POOLS } from './load-demo.ts';
import { UNITS, makePeople, unitsUnder } from './organisation.ts';

const tree = () => {
	const parsed = parseTree(UNITS.map((unit) => ({ ...unit, eligible: unit.people })));
	if (!parsed.ok) throw new Error(parsed.code);
	return parsed.value;
};

describe('the demonstration organisation', () => {
	it('has about 300 people, 4 levels and 20 teams of 2 to 40', () => {
		const { units, depth, end } = tree();
		const teams = units.filter((_, i) => end[i] === i + 1);
		expect(units.reduce((sum, unit) => sum + unit.eligible, 0)).toBeGreaterThan(290);
		expect(Math.max(...depth)).toBe(3);
		expect(teams).toHaveLength(20);
		expect(teams.filter((team) => team.eligible >= 2 && team.eligible <= 6).length).toBeGreaterThan(
			3,
		);
		expect(teams.filter((team) => team.eligible === 40)).toHaveLength(2);
	});

	it('gives the pools that keys are grown for', () => {
		expect(listPools(tree(), formPools(tree(), MIN_K))).toHaveLength(POOLS);
	});

	it('names everybody once, and has someone for each link and each side', () => {
		const people = makePeople(1);
		expect(new Set(people.map((person) => person.mail)).size).toBe(people.length);
		expect(people.flatMap((person) => person.personId ?? [])).toEqual([
			'demo-administrator',
			'demo-committee',
			'demo-employee',
		]);
		const whole = people.filter((person) => person.scope === null).map((person) => person.side);
		expect(whole).toEqual(expect.arrayContaining(['hr', 'staff', 'other']));
		expect(makePeople(1)).toEqual(people);
	});

	it('knows what lies under a unit', () => {
		expect([...unitsUnder('phare')]).toEqual(['phare', 'soins-phare', 'nuit-phare']);
	});
});
