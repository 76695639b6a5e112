/** Opens sealed voices with the round's private key, and seals dummies to its public one; nothing opened is ever written anywhere. */
import { randomBytes } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { associatedData } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import { decodeVoice, encodeDummy, fromBase64url } from '#contracts/wire.ts';

/** Length in bytes of the raw P-256 point that opens a stored seal. */
const ENC_BYTES = 65;
const suite = new CipherSuite({
	kem: new DhkemP256HkdfSha256(),
	kdf: new HkdfSha256(),
	aead: new Aes256Gcm(),
});
const encoder = new TextEncoder();

/** A row of the inbox. `seal` = encapsulated key (65 bytes), then ciphertext (VOICE_BYTES + 16). */
export type SealedVoice = { serial: string; version: number; poolId: string; seal: Buffer };
export type RoundPlace = { purpose: string; roundId: string };

/** What a seal turned out to hold; `malformed` also where it does not open in its place (a copy, a foreign key). */
export type Opened = Voice | 'dummy' | 'malformed';

/** @param sealPrivate the round's private key, as the key store has it. */
export async function createOpener(
	sealPrivate: JsonWebKey,
	place: RoundPlace,
): Promise<(row: SealedVoice) => Promise<Opened>> {
	const recipientKey = await suite.kem.importKey('jwk', sealPrivate, false);
	return async (row) => {
		const aad = encoder.encode(
			associatedData({ ...place, round: place.roundId, pool: row.poolId, ...row }),
		);
		try {
			const enc = buffer(row.seal.subarray(0, ENC_BYTES));
			const plain = await suite.open(
				{ recipientKey, enc },
				buffer(row.seal.subarray(ENC_BYTES)),
				aad,
			);
			return decodeVoice(new Uint8Array(plain)) ?? 'malformed';
		} catch {
			return 'malformed';
		}
	};
}

/** @param sealKey raw public key, base64url. @param poolIds one entry a person, so that dummies spread as voices do. */
export async function createDummies(
	sealKey: string,
	place: RoundPlace,
	poolIds: readonly string[],
	pick: (below: number) => number,
): Promise<() => Promise<SealedVoice>> {
	const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64url(sealKey)!);
	return async () => {
		const serial = randomBytes(32).toString('base64url');
		const row = { serial, version: 1, poolId: poolIds[pick(poolIds.length)]! };
		const aad = associatedData({ ...place, round: place.roundId, pool: row.poolId, ...row });
		const { ct, enc } = await suite.seal(
			{ recipientPublicKey },
			encodeDummy(),
			encoder.encode(aad),
		);
		return { ...row, seal: Buffer.concat([Buffer.from(enc), Buffer.from(ct)]) };
	};
}

const buffer = (bytes: Uint8Array): ArrayBuffer =>
	bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
