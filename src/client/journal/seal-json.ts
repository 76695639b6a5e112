/** Seals a value under AES-GCM in one of a few sizes, so that what is stored says nothing of what was written, nor how much. */

/** 96-bit nonce and 128-bit tag. */
const NONCE = 12;
const OVERHEAD = NONCE + 16;
/** The plaintext begins with its own length. */
const LENGTH = 4;

/**
 * @param context what the bytes are and whose: they open under no other.
 * @returns nonce and ciphertext, as long as the smallest bucket that holds the value; null if none does.
 */
export async function sealJson(
	key: CryptoKey,
	value: unknown,
	buckets: readonly number[],
	context: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
	const text = new TextEncoder().encode(JSON.stringify(value));
	const bucket = buckets.find((bytes) => text.length + LENGTH + OVERHEAD <= bytes);
	if (bucket === undefined) return null;
	const plain = new Uint8Array(bucket - OVERHEAD);
	new DataView(plain.buffer).setUint32(0, text.length);
	plain.set(text, LENGTH);
	const iv = crypto.getRandomValues(new Uint8Array(NONCE));
	const sealed = await crypto.subtle.encrypt(cipher(iv, context), key, plain);
	const out = new Uint8Array(bucket);
	out.set(iv);
	out.set(new Uint8Array(sealed), NONCE);
	return out;
}

/** The value; undefined where the bytes are not what `sealJson` made with this key and context. */
export async function openJson(
	key: CryptoKey,
	bytes: Uint8Array<ArrayBuffer>,
	context: string,
): Promise<unknown> {
	try {
		const iv = bytes.slice(0, NONCE);
		const opened = await crypto.subtle.decrypt(cipher(iv, context), key, bytes.slice(NONCE));
		const length = new DataView(opened).getUint32(0);
		return JSON.parse(new TextDecoder().decode(opened.slice(LENGTH, LENGTH + length)));
	} catch {
		return undefined;
	}
}

const cipher = (iv: Uint8Array<ArrayBuffer>, context: string) => ({
	name: 'AES-GCM',
	iv,
	additionalData: new TextEncoder().encode(context),
});

/** A key that encrypts and decrypts here and cannot be taken away. */
export const newDeviceKey = (): Promise<CryptoKey> =>
	crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
