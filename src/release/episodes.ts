/** Groups ledger entries into what they tell: a release is one entry of parameters and the cells that follow it. */
import { z } from 'zod';
import { SIDES } from '#contracts/ids.ts';
import type {
	Cells,
	Decision,
	Genesis,
	Legal,
	Release,
	Restored,
	Season,
	Successor,
} from './entries.ts';
import type { SeatChange } from './seats.ts';
import type { Difference } from '#contracts/difference.ts';
import type { LedgerEntry } from './ledger.ts';

const count = z.number().int();
const plan = z.partialRecord(
	z.enum(['valence', 'emotion', 'difficulty', 'factor']),
	count.nonnegative(),
);
const SHAPES = {
	genesis: z.object({ format: z.literal('murmure-ledger-1'), k: count, plan }),
	decision: z.object({ id: z.string(), sides: z.array(z.string()), k: count.optional() }),
	season: z.object({
		season: z.string(),
		periods: z.array(z.string()).min(1),
		k: count,
		minEligible: count,
		epsilon: z.string(),
		plan,
		units: z.array(
			z.object({
				unit: z.string(),
				parent: z.string().nullable(),
				name: z.string(),
				eligible: count,
			}),
		),
		pools: z.array(z.object({ pool: z.string(), eligible: count })),
		keyListHash: z.string(),
	}),
	legal: z.object({
		side: z.enum(['hr', 'staff']),
		consulted: z.iso.date(),
		informed: z.iso.date(),
		assessed: z.iso.date(),
		on: z.iso.date(),
	}),
	restored: z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{22}$/) }),
	seat: z.object({
		role: z.enum(['committee', 'administrator']),
		side: z.enum(SIDES).nullable(),
		scope: z.string().nullable(),
		change: z.enum(['granted', 'withdrawn']),
		on: z.iso.date(),
	}),
	// Held against what it must be, to the letter: no more of its shape needs to be known.
	difference: z.object({ from: z.string(), season: z.string() }),
	successor: z.object({
		season: z.string(),
		round: z.string(),
		keyListHash: z.string(),
		replaces: z.string(),
	}),
	release: z.object({
		period: z.string(),
		season: z.string(),
		round: z.string(),
		k: count,
		epsilon: z.string(),
		plan,
		malformed: count.nonnegative(),
		rows: count.nonnegative(),
	}),
	cells: z.object({
		period: z.string(),
		unit: z.string(),
		counts: z.record(z.string(), z.record(z.string(), count)),
	}),
};

export type Episode =
	| { kind: 'genesis'; seq: number; payload: Genesis }
	| { kind: 'decision'; seq: number; payload: Decision }
	| { kind: 'season'; seq: number; payload: Season }
	| { kind: 'legal'; seq: number; payload: Legal }
	| { kind: 'restored'; seq: number; payload: Restored }
	| { kind: 'seat'; seq: number; payload: SeatChange }
	| { kind: 'difference'; seq: number; payload: Difference }
	| { kind: 'successor'; seq: number; payload: Successor }
	| { kind: 'release'; seq: number; payload: Release; cells: { seq: number; payload: Cells }[] };

/** Reads entries in order; what has no known shape or stands in the wrong place goes to `faults`. Other kinds are passed over. */
export function listEpisodes(
	entries: readonly LedgerEntry[],
	faults: { seq: number; rule: string }[],
): Episode[] {
	const episodes: Episode[] = [];
	let open: Extract<Episode, { kind: 'release' }> | null = null;
	for (const { seq, kind, payload: text } of entries) {
		if ((seq === 0) !== (kind === 'genesis')) faults.push({ seq, rule: 'genesis-place' });
		const shape = SHAPES[kind as keyof typeof SHAPES];
		if (!shape) {
			open = null;
			continue;
		}
		const payload: unknown = JSON.parse(text);
		if (!shape.safeParse(payload).success) {
			faults.push({ seq, rule: `${kind}-shape` });
			continue;
		}
		if (kind === 'cells') {
			if (open) open.cells.push({ seq, payload: payload as Cells });
			else faults.push({ seq, rule: 'cells-place' });
			continue;
		}
		const episode = { kind, seq, payload, ...(kind === 'release' && { cells: [] }) } as Episode;
		open = episode.kind === 'release' ? episode : null;
		episodes.push(episode);
	}
	return episodes;
}
