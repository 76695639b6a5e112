/** Makes ballots on the device: an ephemeral key, its serial blinded for the server to sign unseen, the signature unblinded (RFC 9474). */
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import type { Ballot } from '#contracts/protocol.ts';
import { fromBase64url, toBase64url } from '#contracts/wire.ts';

const suite = RSABSSA.SHA384.PSS.Randomized();

/** Blinding and unblinding; the demonstration passes a faster one that gives the same bytes. */
export type Blinder = {
	/** @param poolKey SPKI, base64url. @returns RSA_BYTES each. */
	blind(
		poolKey: string,
		prepared: Uint8Array,
	): Promise<{ blinded: Uint8Array; inverse: Uint8Array }>;
	/** @throws if the signature is not the pool key's: the server misbehaved. */
	finalize(
		poolKey: string,
		prepared: Uint8Array,
		blindSignature: Uint8Array,
		inverse: Uint8Array,
	): Promise<Uint8Array>;
};

export const libraryBlinder: Blinder = {
	async blind(poolKey, prepared) {
		const { blindedMsg, inv } = await suite.blind(await importPoolKey(poolKey), prepared);
		return { blinded: blindedMsg, inverse: inv };
	},
	async finalize(poolKey, prepared, blindSignature, inverse) {
		return suite.finalize(await importPoolKey(poolKey), prepared, blindSignature, inverse);
	},
};

/** A ballot asked for and not yet signed. Kept before it is sent: the same request must be asked again, never another. */
export type BallotRequest = {
	/** Not extractable: it cannot leave this device, even with the wallet's content. */
	privateKey: CryptoKey;
	publicKey: string;
	/** base64url(SHA-256(raw public key)). */
	serial: string;
	prepared: string;
	blinded: string;
	inverse: string;
};

/** A fresh ephemeral key and its blinded serial, for one (round, pool). Some 40 ms. */
export async function requestBallot(
	poolKey: string,
	blinder: Blinder = libraryBlinder,
): Promise<BallotRequest> {
	const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
		'sign',
		'verify',
	]);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
	const serial = new Uint8Array(await crypto.subtle.digest('SHA-256', point));
	const prepared = suite.prepare(serial);
	const { blinded, inverse } = await blinder.blind(poolKey, prepared);
	return {
		privateKey: pair.privateKey,
		publicKey: toBase64url(point),
		serial: toBase64url(serial),
		prepared: toBase64url(prepared),
		blinded: toBase64url(blinded),
		inverse: toBase64url(inverse),
	};
}

/** The ballot, once the server has signed blindly; null if what came back is not a signature by that key. */
export async function finishBallot(
	request: BallotRequest,
	poolKey: string,
	blindSignature: string,
	blinder: Blinder = libraryBlinder,
): Promise<Ballot | null> {
	const [prepared, inverse] = [request.prepared, request.inverse].map((t) => fromBase64url(t)!);
	const signed = fromBase64url(blindSignature);
	if (!signed) return null;
	try {
		const signature = await blinder.finalize(poolKey, prepared!, signed, inverse!);
		return {
			publicKey: request.publicKey,
			prepared: request.prepared,
			signature: toBase64url(signature),
		};
	} catch {
		return null;
	}
}

function importPoolKey(poolKey: string): Promise<CryptoKey> {
	const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
	// Extractable because the library reads the modulus; it is public.
	return crypto.subtle.importKey('spki', fromBase64url(poolKey)!, algorithm, true, ['verify']);
}
