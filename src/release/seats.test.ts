import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIDES } from '#contracts/ids.ts';
import { seatChanges, seatsTold, seatsUntold, type HeldSeat, type Seat } from './seats.ts';

const DAY = '2026-11-24';
const held = fc.uniqueArray(
	fc.record({
		personId: fc.constantFrom('p', 'q', 'r', 's'),
		role: fc.constant('committee' as const),
		side: fc.constantFrom(...SIDES),
		scope: fc.constantFrom(null, 'a', 'b'),
	}),
	{ selector: ({ personId }) => personId },
);
const bare = (some: readonly Seat[]): string[] =>
	some.map(({ role, side, scope }) => [role, side, scope].join()).sort();

describe('seats', () => {
	it('are, by what was told, those that are held, however they changed', () => {
		fc.assert(
			fc.property(fc.array(held), (states) => {
				let before: HeldSeat[] = [];
				const told = states.flatMap((after) => {
					const changes = seatChanges(before, after, DAY);
					before = after;
					return changes;
				});
				expect(bare(seatsTold(told))).toEqual(bare(before));
				expect(seatsUntold(told, before, DAY)).toEqual([]);
			}),
		);
	});

	it('that were not told are found, two of a kind as two, and then nothing more', () => {
		fc.assert(
			fc.property(held, held, (first, second) => {
				const told = seatChanges([], first, DAY);
				const all = [...told, ...seatsUntold(told, second, DAY)];
				expect(bare(seatsTold(all))).toEqual(bare(second));
				expect(seatsUntold(all, second, DAY)).toEqual([]);
			}),
		);
	});

	it('that pass from one to another are withdrawn and granted', () => {
		const seat = { role: 'committee', side: 'staff', scope: null } as const;
		const changes = seatChanges([{ personId: 'p', ...seat }], [{ personId: 'q', ...seat }], DAY);
		expect(changes.map(({ change }) => change)).toEqual(['withdrawn', 'granted']);
		expect(JSON.stringify(changes)).not.toContain('personId');
	});
});
