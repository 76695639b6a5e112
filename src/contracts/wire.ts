/** The bytes of a voice on its way, so that device and server pad, encode and hash alike; pure, both sides import it. */
import { ENVELOPE_BYTES, VOICE_BYTES, type Envelope } from './protocol.ts';
import { voiceSchema, type Voice } from './voice.ts';

/** Lengths of base64url fields in an envelope: 65-byte key, VOICE_BYTES + 16-byte tag. */
export const ENC_LENGTH = 87;
export const SEAL_LENGTH = Math.ceil(((VOICE_BYTES + 16) * 4) / 3);
/** Every answer of the anonymous endpoint has this many bytes, whatever it says. */
export const ANSWER_BYTES = 128;
/** RSA-2048 messages and signatures. */
export const RSA_BYTES = 256;

/** base64url without padding. */
export function toBase64url(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes, or null unless `text` is the one base64url form of them (no padding, no stray bits). */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
	if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
	return toBase64url(bytes) === text ? bytes : null;
}

/** Plaintext of a sealed voice, zero-padded to VOICE_BYTES: its length says nothing. */
export function encodeVoice(voice: Voice): Uint8Array<ArrayBuffer> {
	return padded({ voice });
}

/** Plaintext of a dummy: only the seal's key tells it from a voice. */
export function encodeDummy(): Uint8Array<ArrayBuffer> {
	return padded({ dummy: true });
}

/** What an opened seal holds; null when it is neither a well-formed voice nor a dummy. */
export function decodeVoice(bytes: Uint8Array): Voice | 'dummy' | null {
	if (bytes.length !== VOICE_BYTES) return null;
	let end = bytes.length;
	while (end > 0 && bytes[end - 1] === 0) end--;
	try {
		const held: unknown = JSON.parse(
			new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end)),
		);
		if (held === null || typeof held !== 'object') return null;
		if ('dummy' in held) return 'dummy';
		const parsed = voiceSchema.safeParse((held as { voice?: unknown }).voice);
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}

/** The posted body: JSON of exactly ENVELOPE_BYTES bytes (every field is ASCII). @throws RangeError if the fields do not fit: a bug. */
export function encodeEnvelope(envelope: Omit<Envelope, 'pad'>): string {
	const bare = JSON.stringify({ ...envelope, pad: '' });
	if (bare.length > ENVELOPE_BYTES) throw new RangeError('the envelope does not fit');
	return JSON.stringify({ ...envelope, pad: '.'.repeat(ENVELOPE_BYTES - bare.length) });
}

function padded(held: object): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder().encode(JSON.stringify(held));
	if (text.length > VOICE_BYTES) throw new RangeError('the voice does not fit');
	const bytes = new Uint8Array(VOICE_BYTES);
	bytes.set(text);
	return bytes;
}
