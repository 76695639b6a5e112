/** What anybody may check without signing in: the rules in force and since when, the head of the ledger, the key list, the release's files, who holds roles. */
import type { Plan } from '#contracts/cells.ts';
import { DEFAULT_K, EPSILON } from '#contracts/policy.ts';
import type { Season } from '#release/entries.ts';
import type { SeatChange } from '#release/seats.ts';
import { listEntries, readHead } from '../db/ledger.ts';
import { findOrganisation } from '../db/organisation.ts';
import { listRoles } from '../db/people.ts';
import { runningSeason } from '../db/voices.ts';
import { fingerprintOf, readWebManifest } from '../web-manifest.ts';
import { toldChanges } from './announce-seats.ts';
import { readLegalGate, type LegalGate } from './legal-gate.ts';
import type { ServiceContext } from './context.ts';

export type Trust = {
	/** In force: frozen with the season that runs, else what the first one will have. */
	k: number;
	epsilon: number;
	plan: Plan;
	/** First period since which k, noise and plan are what they are; null before the first season. */
	since: string | null;
	/** Where a decision already changes it. */
	nextK: number | null;
	/** `SEQ:HASH`. */
	head: string | null;
	keyListHash: string | null;
	/** Functions and how many hold them; never who. */
	roles: { hr: number; staff: number; other: number; administrators: number };
	/** What the ledger says was granted and withdrawn, latest first; `whole`: for the whole organisation, else for a part. */
	seatChanges: (Omit<SeatChange, 'scope'> & { whole: boolean })[];
	legal: LegalGate;
	release: {
		version: string;
		build: string;
		files: number;
		fingerprint: string;
		signed: boolean;
	} | null;
};

/** Changes of seats shown; the ledger has them all. */
const SEATS_SHOWN = 12;

export async function readTrust({ db }: Pick<ServiceContext, 'db'>): Promise<Trust> {
	const [organisation, head, season, roles, entries, changes, legal] = await Promise.all([
		findOrganisation(db),
		readHead(db),
		runningSeason(db),
		listRoles(db),
		listEntries(db, 'season'),
		toldChanges(db),
		readLegalGate(db),
	]);
	const announced = entries.map(({ payload }) => JSON.parse(payload) as Season);
	// One that is only announced does not rule yet.
	const at = announced.findIndex((one) => one.season === season?.seasonId);
	const seasons = announced.slice(0, at + 1);
	const current = seasons.at(-1);
	const k = current?.k ?? organisation?.k ?? DEFAULT_K;
	const side = (wanted: string): number =>
		roles.filter((grant) => grant.role === 'committee' && grant.side === wanted).length;
	return {
		k,
		epsilon: current ? Number(current.epsilon) : EPSILON,
		plan: current?.plan ?? organisation?.plan ?? {},
		since: sinceWhen(seasons),
		nextK: organisation && organisation.k !== k ? organisation.k : null,
		head: head && `${head.seq}:${head.hash}`,
		keyListHash: season?.keyListHash ?? null,
		roles: {
			hr: side('hr'),
			staff: side('staff'),
			other: side('other'),
			administrators: roles.filter((grant) => grant.role === 'administrator').length,
		},
		seatChanges: changes
			.slice(-SEATS_SHOWN)
			.reverse()
			.map(({ scope, ...change }) => ({ ...change, whole: scope === null })),
		legal,
		release: releaseFacts(),
	};
}

/** @param seasons in the order in which they opened. */
export function sinceWhen(seasons: readonly Season[]): string | null {
	const same = ({ k, epsilon, plan }: Season): string => JSON.stringify([k, epsilon, plan]);
	const current = seasons.at(-1);
	if (!current) return null;
	let first = current;
	for (const season of [...seasons].reverse()) {
		if (same(season) !== same(current)) break;
		first = season;
	}
	return first.periods[0] ?? null;
}

function releaseFacts(): Trust['release'] {
	const manifest = readWebManifest();
	return (
		manifest && {
			version: manifest.version,
			build: manifest.build,
			files: Object.keys(manifest.files).length,
			fingerprint: fingerprintOf(manifest),
			signed: manifest.signature !== undefined,
		}
	);
}
