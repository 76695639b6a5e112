/** Keeps the voice that was sent, so that it can be sealed anew should its round have to get new keys; never in clear, and only until its round is in the ledger. */
import type { Voice } from '#contracts/voice.ts';
import { decodeVoice, encodeVoice } from '#contracts/wire.ts';

/** Encrypted under a key that cannot be exported; both go when the wallet forgets the round. */
export type KeptVoice = { key: CryptoKey; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };

export async function keepVoice(voice: Voice): Promise<KeptVoice> {
	const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
		'encrypt',
		'decrypt',
	]);
	const iv = crypto.getRandomValues(new Uint8Array(12));
	// Padded as on its way: the length says nothing either.
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encodeVoice(voice));
	return { key, iv, sealed };
}

/** Null if it does not open: then there is nothing to send again. */
export async function openKeptVoice({ key, iv, sealed }: KeptVoice): Promise<Voice | null> {
	try {
		const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed);
		const voice = decodeVoice(new Uint8Array(plain));
		return voice === 'dummy' ? null : voice;
	} catch {
		return null;
	}
}
