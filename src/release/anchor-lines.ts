/** Anchors as people keep them: `SEQ:HASH` somewhere in a file, a mail or a note. The one reading of them, for `verify` and for `restore`. */
import type { Anchor } from './ledger.ts';

const FORM = String.raw`(\d{1,15}):([0-9a-f]{64})`;

/** All anchors in a text, in order; whatever else stands there (a date, a greeting) is passed over. */
export const anchorsIn = (text: string): Anchor[] =>
	[...text.matchAll(new RegExp(String.raw`(?<![\w:])${FORM}(?!\w)`, 'g'))].map(toAnchor);

/** The anchor that a text is, and nothing else; null if it is none. */
export function anchorOf(text: string): Anchor | null {
	const found = new RegExp(`^${FORM}$`).exec(text);
	return found && toAnchor(found);
}

const toAnchor = ([, seq, hash]: RegExpMatchArray): Anchor => ({ seq: Number(seq), hash: hash! });
