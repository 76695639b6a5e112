/** R5: the append-only, hash-chained list of everything published; its format and its hashing live here and nowhere else. */
import { canonical } from '#contracts/canonical.ts';

/** Lower-case hexadecimal SHA-256 of the UTF-8 bytes of a text; passed in, since pure code has no crypto. */
export type Sha256Hex = (text: string) => string;

/** One row of the ledger, the very columns of its table. */
export type LedgerEntry = {
	/** 0 for the genesis, then without a gap. */
	seq: number;
	kind: string;
	/** Canonical JSON. */
	payload: string;
	prevHash: string;
	hash: string;
};

/** The head as someone outside noted it. */
export type Anchor = { seq: number; hash: string };

/** What the genesis has for a previous hash. */
export const NO_HASH = '0'.repeat(64);

/** hash = sha256(prevHash \n seq \n kind \n payload); a kind holds no new line, so the parts cannot run into each other. */
export const hashEntry = (entry: Omit<LedgerEntry, 'hash'>, sha256hex: Sha256Hex): string =>
	sha256hex([entry.prevHash, entry.seq, entry.kind, entry.payload].join('\n'));

/** Makes the entry that follows `head` (null: the first). @throws TypeError on a payload that canonical JSON cannot hold. */
export function nextEntry(
	head: Pick<LedgerEntry, 'seq' | 'hash'> | null,
	draft: { kind: string; payload: unknown },
	sha256hex: Sha256Hex,
): LedgerEntry {
	if (!KIND.test(draft.kind)) throw new TypeError('a kind is a lower-case word');
	const entry = {
		seq: head ? head.seq + 1 : 0,
		kind: draft.kind,
		payload: canonical(draft.payload),
		prevHash: head ? head.hash : NO_HASH,
	};
	return { ...entry, hash: hashEntry(entry, sha256hex) };
}

/** Several entries in a row, to be written in one transaction. */
export function chain(
	head: Pick<LedgerEntry, 'seq' | 'hash'> | null,
	drafts: readonly { kind: string; payload: unknown }[],
	sha256hex: Sha256Hex,
): LedgerEntry[] {
	let last = head;
	return drafts.map((draft) => {
		const entry = nextEntry(last, draft, sha256hex);
		last = entry;
		return entry;
	});
}

export type ChainFault = {
	/** First seq at which the chain does not hold. */
	seq: number;
	reason: 'seq' | 'kind' | 'payload' | 'prev-hash' | 'hash' | 'anchor' | 'truncated';
};

/**
 * Checks the chain from its genesis, and against anchors if there are any.
 * Without an anchor a shortened chain is still a chain: only someone who noted its head can tell.
 */
export function verifyChain(
	entries: readonly LedgerEntry[],
	sha256hex: Sha256Hex,
	anchors: Anchor | readonly Anchor[] = [],
): { ok: true; head: Anchor | null } | { ok: false; fault: ChainFault } {
	const noted = new Map<number, Anchor[]>();
	for (const anchor of [anchors].flat())
		noted.set(anchor.seq, [...(noted.get(anchor.seq) ?? []), anchor]);
	let prevHash = NO_HASH;
	for (const [place, entry] of entries.entries()) {
		const bad = (reason: ChainFault['reason']) =>
			({ ok: false, fault: { seq: place, reason } }) as const;
		if (entry.seq !== place) return bad('seq');
		if (!KIND.test(entry.kind)) return bad('kind');
		if (entry.prevHash !== prevHash) return bad('prev-hash');
		if (entry.hash !== hashEntry(entry, sha256hex)) return bad('hash');
		if (!isCanonical(entry.payload)) return bad('payload');
		if (noted.get(place)?.some(({ hash }) => hash !== entry.hash)) return bad('anchor');
		prevHash = entry.hash;
	}
	if ([...noted.keys()].some((seq) => seq >= entries.length))
		return { ok: false, fault: { seq: entries.length, reason: 'truncated' } };
	const head = entries.at(-1);
	return { ok: true, head: head ? { seq: head.seq, hash: head.hash } : null };
}

const KIND = /^[a-z][a-z-]*$/;

function isCanonical(payload: string): boolean {
	try {
		return canonical(JSON.parse(payload)) === payload;
	} catch {
		return false;
	}
}
