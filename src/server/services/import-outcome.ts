/** What an import would do, or did: the same shape for units and people, for the page and for the command line. */
import type { ErrorCode } from '#contracts/errors.ts';
import { formPools, listPools } from '#release/pools.ts';
import { parseTree } from '#release/tree.ts';
import type { Queryable } from '../db/database.ts';
import { findOrganisation, listUnitsWithPeople } from '../db/organisation.ts';

export type Refusal = { code: ErrorCode; line: number; field: string; value?: string };
export type ImportOutcome = {
	/** False for a preview, and as soon as one line is refused: then nothing was written. */
	applied: boolean;
	/** Names, in the file's order. */
	added: string[];
	changed: string[];
	removed: string[];
	/** Units absent from the file that stay, because people or scopes still hang on them. */
	kept: string[];
	refused: Refusal[];
	/** The groups in which voices would be counted if a season opened now; empty: too few people. */
	pools: { unitId: string; name: string; people: number }[];
};

export const refusedOutcome = (refused: Refusal[]): ImportOutcome => ({
	applied: false,
	added: [],
	changed: [],
	removed: [],
	kept: [],
	refused,
	pools: [],
});

/** Rolls the transaction of a preview back, with its outcome. */
export class Preview extends Error {
	readonly outcome: ImportOutcome;
	constructor(outcome: ImportOutcome) {
		super('preview');
		this.outcome = outcome;
	}
}

/** Runs an import in a transaction that a preview, or a refusal, leaves without a trace. */
export async function settle(work: Promise<ImportOutcome>): Promise<ImportOutcome> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof Preview) return error.outcome;
		throw error;
	}
}

/** Pools from the head-counts that `db` now shows (R2). */
export async function poolsNow(db: Queryable): Promise<ImportOutcome['pools']> {
	const [organisation, units] = await Promise.all([findOrganisation(db), listUnitsWithPeople(db)]);
	const tree = parseTree(units);
	if (!organisation || !tree.ok) return [];
	const names = new Map(units.map((unit) => [unit.unitId, unit.name]));
	return listPools(tree.value, formPools(tree.value, organisation.k)).map(({ pool, eligible }) => ({
		unitId: pool,
		name: names.get(pool) ?? pool,
		people: eligible,
	}));
}
