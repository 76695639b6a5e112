/** The rows of the confidentiality page's tables, in words. */
import type { Plan } from '#contracts/cells.ts';
import { COLLUDERS, COLLUDERS_PERIODS } from '#contracts/colluders.ts';
import { MEASURES, type Measure } from '#contracts/ids.ts';
import { m } from '#messages/messages.js';
import type { Trust } from '#server/services/read-trust.ts';
import { dateInWords, number } from '#ui/dates.ts';

/** As DESIGN section 2 has it: what, where, who. */
export const whoSeesWhat = (): string[][] => [
	[m.trust_who_text(), m.trust_who_text_where(), m.trust_who_text_who()],
	[m.trust_who_journal(), m.trust_who_journal_where(), m.trust_who_journal_who()],
	[m.trust_who_wallet(), m.trust_who_wallet_where(), m.trust_who_wallet_who()],
	[m.trust_who_voice(), m.trust_who_voice_where(), m.trust_who_voice_who()],
	[m.trust_who_key(), m.trust_who_key_where(), m.trust_who_key_who()],
	[m.trust_who_ledger(), m.trust_who_ledger_where(), m.trust_who_ledger_who()],
	[m.trust_who_people(), m.trust_who_people_where(), m.trust_who_people_who()],
];

const NAMES = {
	valence: m.trust_measure_valence,
	emotion: m.trust_measure_emotion,
	difficulty: m.trust_measure_difficulty,
	factor: m.trust_measure_factor,
} as const;

/** A measure by its everyday name. */
export const measureName = (measure: Measure): string => NAMES[measure]();

export const publishedAt = (plan: Plan): string[][] =>
	MEASURES.map((measure) => [NAMES[measure](), levelOf(plan[measure])]);

/** Down to where a measure is published, in words. */
export function levelOf(depth: number | undefined): string {
	if (depth === undefined) return m.trust_level_none();
	if (depth === 0) return m.trust_level_root();
	if (depth === 1) return m.trust_level_site();
	return depth >= 99 ? m.trust_level_team() : m.trust_level_depth({ depth });
}

/** Seats as they were granted and withdrawn: the day, the function, what happened. */
export const seatRows = (changes: Trust['seatChanges']): string[][] =>
	changes.map(({ on, role, side, whole, change }) => {
		const seat =
			role === 'administrator'
				? m.trust_roles_admin()
				: side === 'hr'
					? m.trust_roles_hr()
					: side === 'staff'
						? m.trust_roles_staff()
						: m.trust_roles_other();
		return [
			dateInWords(on),
			whole ? seat : m.trust_seats_part({ seat }),
			change === 'granted' ? m.trust_seats_granted() : m.trust_seats_withdrawn(),
		];
	});

export const colludersColumns = (): string[] => [
	m.trust_colluders_who(),
	...COLLUDERS_PERIODS.map((count) =>
		count === 1 ? m.trust_colluders_after_one() : m.trust_colluders_after({ count }),
	),
	m.trust_colluders_exact(),
];

export const colludersRows = (): string[][] =>
	COLLUDERS.map(({ voices, colluders, right, exact }) => [
		(colluders === voices - 1 ? m.trust_colluders_all : m.trust_colluders_half)({
			colluders,
			voices,
		}),
		...[...right, exact].map((share) => number(share)),
	]);
