/** Holds a season's key list against the ledger: the very list that was hashed before anyone could fetch a ballot, with one key for each pool and round. */
import { canonical } from '#contracts/canonical.ts';
import { keyListSchema, type KeyList } from '#contracts/protocol.ts';
import type { Season } from './entries.ts';
import type { Sha256Hex } from './ledger.ts';

/** @returns the rules that do not hold. @param hashes as the ledger has them for this season: the first, and those of successor keys. */
export function checkKeyList(
	season: Pick<Season, 'season' | 'periods' | 'pools'>,
	hashes: readonly string[],
	given: unknown,
	sha256hex: Sha256Hex,
): string[] {
	const parsed = keyListSchema.safeParse(given);
	if (!parsed.success) return ['keys-shape'];
	const list = parsed.data;
	const rules: string[] = [];
	if (sha256hex(canonical(list)) !== hashes.at(-1)) rules.push('keys-hash');
	if (list.season !== season.season) rules.push('keys-season');
	if (
		!same(
			list.rounds.map(({ period }) => period),
			season.periods,
		)
	)
		rules.push('keys-rounds');
	const pools = season.pools.map(({ pool }) => pool);
	if (!list.rounds.every((round) => same(Object.keys(round.pools), pools)))
		rules.push('keys-pools');
	if (!allDifferent(list)) rules.push('keys-shared');
	return rules;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
	canonical([...a].sort()) === canonical([...b].sort());

/** One key for two pools would let a ballot of one count in the other. */
function allDifferent({ rounds }: KeyList): boolean {
	const ballots = rounds.flatMap(({ pools }) => Object.values(pools));
	const seals = rounds.map(({ sealKey }) => sealKey);
	return new Set(ballots).size === ballots.length && new Set(seals).size === seals.length;
}
