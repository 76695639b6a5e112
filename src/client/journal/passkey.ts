/** Derives a secret from a passkey (WebAuthn's PRF extension): fingerprint, face or hardware key opens the journal, and no server is asked. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import type { Slot } from '#contracts/journal.ts';
import { fromBase64url, toBase64url } from '#contracts/wire.ts';
import { newSalt, type Opener } from './envelope.ts';

type Passkey = Extract<Opener, { method: 'passkey' }>;
type Bytes = Uint8Array<ArrayBuffer>;

export const hasPasskeys = (): boolean => 'PublicKeyCredential' in globalThis;

/**
 * Makes a passkey for the journal alone: it signs nobody in, and the server never verifies it, so neither challenge nor
 * attestation matters.
 * @param name what the device shows of it.
 * @returns PASSKEY_UNFIT where it was refused or cannot derive a secret.
 */
export async function makePasskey(name: string): Promise<Result<{ opener: Passkey; salt: Bytes }>> {
	const salt = newSalt();
	try {
		const made = await navigator.credentials.create({
			publicKey: {
				rp: { name: 'Murmure' },
				// Random: the person's id stays off the authenticator.
				user: { id: newSalt(), name, displayName: name },
				challenge: newSalt(),
				pubKeyCredParams: [
					{ type: 'public-key', alg: -7 },
					{ type: 'public-key', alg: -257 },
				],
				authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
				extensions: { prf: { eval: { first: salt } } },
			},
		});
		if (!(made instanceof PublicKeyCredential)) return fail('PASSKEY_UNFIT');
		const { prf } = made.getClientExtensionResults();
		if (!prf?.enabled) return fail('PASSKEY_UNFIT');
		const credential = toBase64url(new Uint8Array(made.rawId));
		// Some authenticators give the secret only when they are asked a second time.
		const secret = asBytes(prf.results?.first) ?? (await askSecret([{ credential, salt }]))?.secret;
		if (!secret) return fail('PASSKEY_UNFIT');
		return ok({ opener: { method: 'passkey', credential, secret }, salt });
	} catch {
		return fail('PASSKEY_UNFIT');
	}
}

/** Asks one of the passkeys that open these slots; null where none is at hand or the person declined. */
export async function usePasskey(slots: readonly Slot[]): Promise<Passkey | null> {
	const known = slots.flatMap((slot) => {
		const salt = slot.method === 'passkey' ? fromBase64url(slot.salt) : null;
		return slot.method === 'passkey' && salt ? [{ credential: slot.credential, salt }] : [];
	});
	if (known.length === 0) return null;
	try {
		return await askSecret(known);
	} catch {
		return null;
	}
}

async function askSecret(known: { credential: string; salt: Bytes }[]): Promise<Passkey | null> {
	const asked = await navigator.credentials.get({
		publicKey: {
			challenge: newSalt(),
			userVerification: 'required',
			allowCredentials: known.map(({ credential }) => ({
				type: 'public-key',
				id: fromBase64url(credential)!,
			})),
			extensions: {
				prf: {
					evalByCredential: Object.fromEntries(
						known.map(({ credential, salt }) => [credential, { first: salt }]),
					),
				},
			},
		},
	});
	if (!(asked instanceof PublicKeyCredential)) return null;
	const secret = asBytes(asked.getClientExtensionResults().prf?.results?.first);
	const credential = toBase64url(new Uint8Array(asked.rawId));
	return secret ? { method: 'passkey', credential, secret } : null;
}

function asBytes(source: BufferSource | undefined): Bytes | null {
	if (!source) return null;
	const bytes = ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
		: new Uint8Array(source);
	return new Uint8Array(bytes);
}
