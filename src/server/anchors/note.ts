/** What is noted outside of the ledger's head, and how noting it can end. */
import type { Anchor } from '#release/ledger.ts';

export type Channel = 'mail' | 'file' | 'git' | 'timestamp';

/** `why` is a short id for a log and a terminal: it holds no address and no text of anyone. */
export type Noted = { ok: true } | { ok: false; why: string };

/** One line is one anchor; `murmure verify --anchors FILE` finds it wherever it stands. */
export const anchorText = ({ seq, hash }: Anchor): string => `${seq}:${hash}`;

/** The code of an error of the system or of the network, else its name. */
export function whyOf(error: unknown): string {
	const { code, name, cause } = error as { code?: unknown; name?: string; cause?: unknown };
	if (typeof code === 'string') return code;
	return cause instanceof Error ? whyOf(cause) : (name ?? 'unknown');
}
