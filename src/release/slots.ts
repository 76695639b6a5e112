/** The fixed order of every (measure, category) in a row of counts, so that a row is a plain array of integers. */
import { CATEGORIES, MEASURES, type Measure } from '#contracts/ids.ts';

export type Slot = { measure: Measure; category: string };

/** Every (measure, category), in the order of DESIGN section 6. */
export const SLOTS: readonly Slot[] = MEASURES.flatMap((measure) =>
	CATEGORIES[measure].map((category) => ({ measure, category })),
);

/** Where a measure's categories start and end (exclusive) in a row. */
export const SLOT_RANGE: Readonly<Record<Measure, readonly [number, number]>> = Object.fromEntries(
	MEASURES.map((measure) => {
		const start = SLOTS.findIndex((slot) => slot.measure === measure);
		return [measure, [start, start + CATEGORIES[measure].length]];
	}),
) as unknown as Record<Measure, [number, number]>;

const POSITION = new Map(SLOTS.map((slot, at) => [`${slot.measure}:${slot.category}`, at]));

/** Position of a category in a row, or -1 where the id is unknown. */
export const slotOf = (measure: string, category: string): number =>
	POSITION.get(`${measure}:${category}`) ?? -1;
