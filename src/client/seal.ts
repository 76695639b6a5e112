/** Seals a voice to its round's public key and signs the envelope, so that only the closing of the round opens it, in its place. */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { associatedData, signedText, type Ballot } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import { encodeEnvelope, encodeVoice, fromBase64url, toBase64url } from '#contracts/wire.ts';

const suite = new CipherSuite({
	kem: new DhkemP256HkdfSha256(),
	kdf: new HkdfSha256(),
	aead: new Aes256Gcm(),
});
const encoder = new TextEncoder();

/** A finished ballot with what this device alone holds of it. */
export type HeldBallot = {
	purpose: 'pulse';
	round: string;
	pool: string;
	serial: string;
	ballot: Ballot;
	privateKey: CryptoKey;
};

/**
 * The body to post, ENVELOPE_BYTES long whatever the voice.
 * @param sealKey the round's public key, raw, base64url, taken from the checked key list.
 * @param version 1 for the first voice of this ballot, one more for each that replaces it (at most 999).
 */
export async function sealVoice(
	voice: Voice,
	held: HeldBallot,
	sealKey: string,
	version: number,
): Promise<string> {
	const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64url(sealKey)!);
	const { purpose, round, pool, serial, ballot } = held;
	const place = { purpose, round, pool, version, serial };
	const { enc, ct } = await suite.seal(
		{ recipientPublicKey },
		encodeVoice(voice),
		encoder.encode(associatedData(place)),
	);
	const sealed = {
		purpose,
		round,
		pool,
		version,
		enc: toBase64url(new Uint8Array(enc)),
		seal: toBase64url(new Uint8Array(ct)),
	};
	const signature = await crypto.subtle.sign(
		{ name: 'ECDSA', hash: 'SHA-256' },
		held.privateKey,
		encoder.encode(signedText({ ...sealed, serial })),
	);
	return encodeEnvelope({ ...sealed, ballot, signature: toBase64url(new Uint8Array(signature)) });
}
