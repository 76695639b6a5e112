/** What crosses the wire between a device and the server for an anonymous voice (DESIGN section 3). Binary fields are base64url without padding. */
import { z } from 'zod';

/** RFC 9474 variant: RSABSSA-SHA384-PSS-Randomized, 2048-bit keys, one key a (round, pool). */
export const BALLOT_SUITE = 'RSABSSA-SHA384-PSS-Randomized';
/** RFC 9180 suite of the seal: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. P-256 is in every WebCrypto. */
export const SEAL_SUITE = 'DHKEM-P256-HKDF-SHA256/HKDF-SHA256/AES-256-GCM';
/** Length in bytes of the padded plaintext of every sealed voice. */
export const VOICE_BYTES = 512;
/** Length in bytes of every posted envelope body, padded with the `pad` field: the size says nothing. */
export const ENVELOPE_BYTES = 4096;
/** Most seconds of random delay before a contribution is posted; none when the demonstration loads. */
export const MAX_DELAY_SECONDS = 20;
/** Least inbox rows written in one batch, dummies included. */
export const MIN_BATCH = 8;
/**
 * After a visit a batch is written every so many seconds, so many times, voices or not: ten minutes, in which most people who
 * answer have done so. A voice waits for the next slot. An isolated visit costs COVER_SLOTS x MIN_BATCH rows, some 200 kB until
 * the close; where somebody visits all the time, 160 hours a month, it is 230,000 rows, which take minutes to open.
 */
export const COVER_SLOT_SECONDS = 20;
export const COVER_SLOTS = 30;

const b64 = z.string().regex(/^[A-Za-z0-9_-]+$/);
const id = z.string().regex(/^[A-Za-z0-9._:/-]{1,80}$/);

/** The right to one voice in one (round, pool). `serial` = base64url(SHA-256(raw P-256 public key, 65 bytes)); the blind signature is on the serial's 32 bytes. */
export const ballotSchema = z.strictObject({
	publicKey: b64.length(87),
	/** The prepared message: 32 random bytes || serial (randomized variant). */
	prepared: b64.length(86),
	signature: b64.length(342),
});
export type Ballot = z.infer<typeof ballotSchema>;

export const envelopeSchema = z.strictObject({
	purpose: z.enum(['pulse']),
	round: id,
	pool: id,
	version: z.number().int().min(1).max(999),
	/** HPKE encapsulated key (65 bytes) and ciphertext (VOICE_BYTES + 16). */
	enc: b64,
	seal: b64,
	ballot: ballotSchema,
	/** ECDSA P-256/SHA-256 (raw r||s, 64 bytes) by the serial's key over `signedBytes(envelope)`. */
	signature: b64.length(86),
	pad: z.string(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** HPKE associated data: binds a seal to its place, so that a copy under another ballot does not open. */
export const associatedData = (e: {
	purpose: string;
	round: string;
	pool: string;
	version: number;
	serial: string;
}): string => ['murmure-voice-1', e.purpose, e.round, e.pool, e.version, e.serial].join('\n');

/** What the serial's key signs. */
export const signedText = (
	e: Omit<Envelope, 'signature' | 'pad' | 'ballot'> & { serial: string },
) => [associatedData(e), e.enc, e.seal].join('\n');

/** One round as everybody sees it; the whole list is hashed into the ledger before anyone fetches. */
export const roundKeysSchema = z.strictObject({
	purpose: z.enum(['pulse']),
	round: id,
	period: z.string(),
	/** ISO dates (no time): first day, and first day after. */
	opens: z.string(),
	closes: z.string(),
	/** HPKE public key, raw. */
	sealKey: b64,
	/** RSA public keys (SPKI, base64url) by pool id. */
	pools: z.record(id, b64),
});
export type RoundKeys = z.infer<typeof roundKeysSchema>;

/** The season's key list; `hash` = sha256 hex of its canonical JSON, as written in the ledger. */
export const keyListSchema = z.strictObject({
	season: z.string(),
	rounds: z.array(roundKeysSchema),
});
export type KeyList = z.infer<typeof keyListSchema>;
