/** What `murmure verify` comes to: every check by name, held, failed or not made, from the same rows whether they come from the database or from afar. */
import type { Successor } from './entries.ts';
import { listEpisodes } from './episodes.ts';
import { NO_HASH, type Anchor, type LedgerEntry, type Sha256Hex } from './ledger.ts';
import { checkKeyList } from './verify-keys.ts';
import { verifyLedger } from './verify-ledger.ts';

export const AUDIT_CHECKS = [
	'chain', // every row's hash, and the hash of the row before it
	'anchors', // heads that someone noted outside
	'key-list', // the published keys are those hashed into the ledger, one for each pool and round
	'pools', // open units and pools re-derived from the frozen head-counts; k, epsilon and plan as decided
	'plan', // exactly the measures of the plan, each with all its categories, for open units only
	'releases', // one for each period of each season, whole, under the season's parameters
	'additivity', // a unit is the sum of its parts wherever nothing can have been lifted to it
	'seats', // functions as the database has them are those that the ledger announced
	'client-files', // what is served to browsers is the release's list, under its content-security policy
] as const;
export type AuditCheck = (typeof AUDIT_CHECKS)[number];

export type AuditFault = { check: AuditCheck; rule: string; seq?: number; subject?: string };
export type AuditState = 'held' | 'failed' | 'not-checked';
export type Audit = {
	ok: boolean;
	entries: number;
	head: Anchor | null;
	seasons: number;
	periods: number;
	/** `note` says what was looked at, or why nothing was. */
	checks: { check: AuditCheck; state: AuditState; note: string }[];
	faults: AuditFault[];
	/** What nobody can check from outside, said every time. */
	beyond: string[];
};

/** Said in the report: exact participation is never published, so nobody can re-derive which units had k voices. */
const BEYOND = [
	'visibility: which open units had k voices cannot be re-derived, since exact participation is never published',
	'noise: that it was drawn from a cryptographic source, once, cannot be seen in the numbers',
	'voices: that each was cast by an eligible person rests on the blind-signed ballots, which are destroyed at the close',
];

export type AuditInput = {
	/** Null payloads: rows whose content the reader may not see. */
	rows: readonly (Omit<LedgerEntry, 'payload'> & { payload: string | null })[];
	anchors: readonly Anchor[];
	/** As published or as stored, by season; undefined where none could be had. */
	keyLists?: ReadonlyMap<string, unknown> | undefined;
	/** Faults found elsewhere, and what was looked at there. */
	files?: { note: string; faults: AuditFault[]; checked: boolean } | undefined;
	sha256hex: Sha256Hex;
};

/** Audits a ledger. Never throws on what it is given: whatever does not hold is a fault. */
export function audit(input: AuditInput): Audit {
	const { rows, files } = input;
	const whole = rows.every((row): row is LedgerEntry => row.payload !== null);
	const found = whole ? auditWhole(rows, input) : auditLinks(input);
	const anchored = checkAnchors(input);
	const faults = [...found.faults, ...anchored.faults, ...(files?.faults ?? [])];
	const notes: Record<AuditCheck, string | null> = {
		...found.notes,
		anchors: anchored.note,
		'client-files': files?.checked ? files.note : null,
	};
	const why: Partial<Record<AuditCheck, string>> = {
		anchors: 'no anchor was given',
		seats: 'only on the database',
		'client-files': files?.note ?? 'only from afar: --remote URL',
		'key-list': input.keyLists ? found.why : 'no key list could be had',
	};
	return {
		ok: faults.length === 0,
		entries: rows.length,
		head: found.head,
		seasons: found.seasons,
		periods: found.periods,
		checks: AUDIT_CHECKS.map((check) => {
			const failed = faults.some((fault) => fault.check === check);
			const note = notes[check];
			return {
				check,
				state: failed ? 'failed' : note === null ? 'not-checked' : 'held',
				note: note ?? why[check] ?? found.why,
			};
		}),
		faults,
		beyond: BEYOND,
	};
}

type Found = Pick<Audit, 'head' | 'seasons' | 'periods' | 'faults'> & {
	notes: Record<AuditCheck, string | null>;
	why: string;
};

const NOTHING: Record<AuditCheck, string | null> = {
	chain: null,
	anchors: null,
	'key-list': null,
	pools: null,
	plan: null,
	releases: null,
	additivity: null,
	seats: null,
	'client-files': null,
};

function auditWhole(entries: readonly LedgerEntry[], input: AuditInput): Found {
	const report = verifyLedger(entries, input.sha256hex);
	const { head, seasons, periods } = report;
	const faults = report.faults.map((fault): AuditFault => ({
		check: checkOf(fault.rule),
		...fault,
	}));
	// A broken chain is the only thing then known: what follows a break means nothing.
	if (faults.some(({ check }) => check === 'chain'))
		return { head, seasons, periods, faults, notes: NOTHING, why: 'the chain does not hold' };
	const keys = checkKeys(entries, input);
	const rows = `${periods} periods`;
	return {
		head,
		seasons,
		periods,
		faults: [...faults, ...keys.faults],
		notes: {
			...NOTHING,
			chain: `${entries.length} rows`,
			'key-list': keys.note,
			pools: `${seasons} seasons`,
			plan: rows,
			releases: rows,
			additivity: rows,
		},
		why: 'the season of the key list is not in the ledger',
	};
}

/** Without payloads: that each row names the hash of the one before. */
function auditLinks({ rows }: AuditInput): Found {
	let previous = NO_HASH;
	const faults: AuditFault[] = [];
	for (const [place, { seq, prevHash, hash }] of rows.entries()) {
		if (seq !== place) faults.push({ check: 'chain', rule: 'chain-seq', seq: place });
		else if (prevHash !== previous) faults.push({ check: 'chain', rule: 'chain-prev-hash', seq });
		if (faults.length > 0) break;
		previous = hash;
	}
	const last = rows.at(-1);
	return {
		head: faults.length === 0 && last ? { seq: last.seq, hash: last.hash } : null,
		seasons: rows.filter(({ kind }) => kind === 'season').length,
		periods: rows.filter(({ kind }) => kind === 'release').length,
		faults,
		notes: { ...NOTHING, chain: `links of ${rows.length} rows; their contents are withheld` },
		why: 'the contents of the ledger are withheld: give the reader’s code (--code)',
	};
}

function checkAnchors({ rows, anchors }: AuditInput): {
	note: string | null;
	faults: AuditFault[];
} {
	const faults = anchors.flatMap((anchor): AuditFault[] => {
		const row = rows[anchor.seq];
		if (!row) return [{ check: 'anchors', rule: 'anchor-truncated', seq: anchor.seq }];
		return row.hash === anchor.hash
			? []
			: [{ check: 'anchors', rule: 'anchor-differs', seq: anchor.seq }];
	});
	return { note: anchors.length > 0 ? `${anchors.length} anchors` : null, faults };
}

function checkKeys(
	entries: readonly LedgerEntry[],
	{ keyLists, sha256hex }: AuditInput,
): { note: string | null; faults: AuditFault[] } {
	const successors = entries
		.filter(({ kind }) => kind === 'successor')
		.map(({ payload }) => JSON.parse(payload) as Successor);
	const faults: AuditFault[] = [];
	let checked = 0;
	for (const { kind, seq, payload } of listEpisodes(entries, [])) {
		const given = kind === 'season' ? keyLists?.get(payload.season) : undefined;
		if (kind !== 'season' || given === undefined) continue;
		checked++;
		const own = successors.filter(({ round }) =>
			payload.periods.some((period) => round.endsWith(`:${period}`)),
		);
		const hashes = [payload.keyListHash, ...own.map(({ keyListHash }) => keyListHash)];
		for (const rule of checkKeyList(payload, hashes, given, sha256hex))
			faults.push({ check: 'key-list', rule, seq, subject: payload.season });
	}
	// A published list of a season that the ledger does not know is a key list of one's own.
	if (keyLists && checked < keyLists.size) faults.push({ check: 'key-list', rule: 'keys-unknown' });
	return { note: checked > 0 ? `${checked} lists` : null, faults };
}

const PREFIXES: [string, AuditCheck][] = [
	['chain-', 'chain'],
	['season-', 'pools'],
	['decision-', 'pools'],
	['row-additivity', 'additivity'],
	['row-', 'plan'],
	['cells-', 'plan'],
	['release-', 'releases'],
	['genesis-', 'releases'],
];

/** Rules of `verifyLedger` by the check they belong to. */
const checkOf = (rule: string): AuditCheck =>
	PREFIXES.find(([prefix]) => rule.startsWith(prefix))?.[1] ?? 'releases';
