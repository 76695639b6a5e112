/** Decides whether a posted envelope carries a ballot of its round and pool, in the same time and with the same answer whatever is wrong with it. */
import { constants, createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { ENVELOPE_BYTES, envelopeSchema, signedText, type Envelope } from '#contracts/protocol.ts';
import { ENC_LENGTH, RSA_BYTES, SEAL_LENGTH, fromBase64url } from '#contracts/wire.ts';

/** Public RSA keys of a round by pool, as KeyObjects. */
export type PoolKeys = ReadonlyMap<string, KeyObject>;

export type CheckedEnvelope = { envelope: Envelope; serial: string; seal: Buffer };

/**
 * The envelope in a posted body.
 * @returns BODY_TOO_LARGE over ENVELOPE_BYTES bytes, ENVELOPE_MALFORMED for any other length or shape.
 */
export function parseEnvelope(body: Uint8Array): Result<Envelope> {
	if (body.length > ENVELOPE_BYTES) return fail('BODY_TOO_LARGE');
	if (body.length !== ENVELOPE_BYTES) return fail('ENVELOPE_MALFORMED');
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
		const parsed = envelopeSchema.safeParse(JSON.parse(text));
		if (!parsed.success) return fail('ENVELOPE_MALFORMED');
		const { enc, seal } = parsed.data;
		const sized = enc.length === ENC_LENGTH && seal.length === SEAL_LENGTH;
		return sized ? ok(parsed.data) : fail('ENVELOPE_MALFORMED');
	} catch {
		return fail('ENVELOPE_MALFORMED');
	}
}

/**
 * Checks that the ballot was signed blindly for this round and pool and that its key signed the envelope.
 * Every check runs before the answer, against a stand-in where something is missing, so that forged,
 * foreign and stale ballots cost the same and are told apart by nobody.
 * @returns BALLOT_REFUSED, or the serial and the seal as stored (encapsulated key, then ciphertext).
 */
export function checkEnvelope(envelope: Envelope, keys: PoolKeys): Result<CheckedEnvelope> {
	const { ballot } = envelope;
	const point = fromBase64url(ballot.publicKey);
	const prepared = fromBase64url(ballot.prepared);
	const blindSignature = fromBase64url(ballot.signature);
	const signature = fromBase64url(envelope.signature);
	const enc = fromBase64url(envelope.enc);
	const sealed = fromBase64url(envelope.seal);
	const decoded = !!(point && prepared && blindSignature && signature && enc && sealed);

	const hash = createHash('sha256')
		.update(point ?? STAND_IN.point)
		.digest();
	const serial = hash.toString('base64url');
	const named = hash.equals((prepared ?? STAND_IN.prepared).subarray(32));
	const poolKey = keys.get(envelope.pool) ?? keys.values().next().value;
	const issued = poolKey
		? verify(
				'sha384',
				prepared ?? STAND_IN.prepared,
				{ key: poolKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 },
				blindSignature ?? STAND_IN.blindSignature,
			)
		: false;
	const serialKey = p256(point ?? STAND_IN.point);
	const signed = verify(
		'sha256',
		Buffer.from(signedText({ ...envelope, serial })),
		{ key: serialKey ?? STAND_IN.key, dsaEncoding: 'ieee-p1363' },
		signature ?? STAND_IN.signature,
	);

	const own = keys.has(envelope.pool);
	if (!(decoded && named && own && issued && serialKey && signed)) return fail('BALLOT_REFUSED');
	return ok({ envelope, serial, seal: Buffer.concat([enc, sealed]) });
}

/** The P-256 key at a raw uncompressed point, or null if it is not on the curve. */
function p256(point: Uint8Array): KeyObject | null {
	if (point.length !== 65 || point[0] !== 4) return null;
	const bytes = Buffer.from(point);
	const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((b) => b.toString('base64url'));
	try {
		return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
	} catch {
		return null;
	}
}

/** Used in place of what could not be decoded, only to spend the same time. The point is P-256's generator. */
const STAND_IN = (() => {
	const point = Buffer.from(
		'046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296' +
			'4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
		'hex',
	);
	return {
		point,
		prepared: Buffer.alloc(64),
		blindSignature: Buffer.alloc(RSA_BYTES),
		signature: Buffer.alloc(64, 1),
		key: p256(point)!,
	};
})();
