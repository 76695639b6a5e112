/** Turns a passphrase into a key, slowly: whoever has the database pays as much for each guess. */
import { ARGON2 } from '#contracts/journal-sizes.ts';

export type Argon2 = { memoryKib: number; passes: number; lanes: number };

/**
 * Argon2id (RFC 9106), version 1.3, by @noble/hashes: JavaScript without
 * dependencies, already here with the sign-in library; its Argon2 is in no audit, hence the RFC's vector in our tests. A
 * WebAssembly build is faster, but the page's policy would have to allow `wasm-unsafe-eval` for all of Murmure. Loaded
 * only when a passphrase is used.
 * @returns 32 bytes.
 */
export async function stretch(
	passphrase: string,
	salt: Uint8Array,
	{ memoryKib, passes, lanes }: Argon2 = ARGON2,
): Promise<Uint8Array<ArrayBuffer>> {
	const { argon2idAsync } = await import('@noble/hashes/argon2.js');
	// What looks the same must be the same, on whichever keyboard it was typed.
	const bytes = new TextEncoder().encode(passphrase.normalize('NFKC').trim());
	const options = { m: memoryKib, t: passes, p: lanes, dkLen: 32, maxmem: 2 ** 30 };
	return new Uint8Array(await argon2idAsync(bytes, salt, options));
}
