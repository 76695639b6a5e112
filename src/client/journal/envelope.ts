/** The journal's keys: one random data key, wrapped by each way its owner has of opening it. The server is given only what is wrapped. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { ARGON2 } from '#contracts/journal-sizes.ts';
import type { Slot } from '#contracts/journal.ts';
import { fromBase64url, toBase64url } from '#contracts/wire.ts';
import { readRecoveryCode } from './recovery-code.ts';
import { stretch, type Argon2 } from './stretch.ts';

/** What opens a slot. A passkey's secret is what its PRF extension gives for the slot's salt. */
export type Opener =
	| { method: 'passphrase'; passphrase: string }
	| { method: 'recovery'; code: string }
	| { method: 'passkey'; credential: string; secret: Uint8Array<ArrayBuffer> };

const CONTEXT = 'murmure-journal-1';

/** 256 random bits. */
export const newDataKey = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32));
export const newSalt = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(16));

/** The data key as this device keeps it: it seals and opens, and cannot be taken away. */
export const asDeviceKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
	crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

/**
 * Wraps the data key for one way of opening it.
 * @param salt where it is already fixed: a passkey's secret was asked for with it.
 * @param argon2 for tests: other, cheaper parameters.
 */
export async function wrapKey(
	raw: Uint8Array<ArrayBuffer>,
	opener: Opener,
	{ salt = newSalt(), argon2 }: { salt?: Uint8Array<ArrayBuffer>; argon2?: Argon2 } = {},
): Promise<Slot> {
	const bare = bareSlot(opener, salt, argon2);
	const key = await keyOf(opener, bare, 'encrypt');
	if (!key) throw new RangeError('what wraps the key cannot open it');
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const sealed = await crypto.subtle.encrypt(cipher(iv, bare), key, raw);
	const wrapped = new Uint8Array(iv.length + sealed.byteLength);
	wrapped.set(iv);
	wrapped.set(new Uint8Array(sealed), iv.length);
	return { ...bare, wrapped: toBase64url(wrapped) } as Slot;
}

/** @returns the data key; JOURNAL_LOCKED if no slot of that method opens, whatever the reason. */
export async function unwrapKey(
	slots: readonly Slot[],
	opener: Opener,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
	for (const slot of slots) {
		if (slot.method !== opener.method) continue;
		const { wrapped, ...bare } = slot;
		const key = await keyOf(opener, bare, 'decrypt');
		const bytes = fromBase64url(wrapped);
		if (!key || !bytes) continue;
		try {
			const cut = cipher(bytes.slice(0, 12), bare);
			return ok(new Uint8Array(await crypto.subtle.decrypt(cut, key, bytes.slice(12))));
		} catch {
			// Another slot of the same method may open.
		}
	}
	return fail('JOURNAL_LOCKED');
}

/** The slots with this one in the place of its like: one passphrase, one recovery code, one slot a passkey. */
export const replaceSlot = (slots: readonly Slot[], slot: Slot): Slot[] => [
	...slots.filter((one) => !isLike(one, slot)),
	slot,
];

const isLike = (a: Slot, b: Slot): boolean =>
	a.method === 'passkey' && b.method === 'passkey'
		? a.credential === b.credential
		: a.method === b.method;

type BareSlot = Slot extends infer S ? (S extends Slot ? Omit<S, 'wrapped'> : never) : never;

function bareSlot(opener: Opener, salt: Uint8Array, argon2: Argon2 = ARGON2): BareSlot {
	const text = toBase64url(salt);
	if (opener.method === 'recovery') return { method: 'recovery', salt: text };
	if (opener.method === 'passkey')
		return { method: 'passkey', salt: text, credential: opener.credential };
	return { method: 'passphrase', salt: text, ...argon2, lanes: 1 };
}

/** The key-encryption key; null where what was given cannot be one. */
async function keyOf(
	opener: Opener,
	bare: BareSlot,
	use: 'encrypt' | 'decrypt',
): Promise<CryptoKey | null> {
	const salt = fromBase64url(bare.salt);
	if (!salt) return null;
	if (opener.method === 'passphrase') {
		if (bare.method !== 'passphrase') return null;
		const bytes = await stretch(opener.passphrase, salt, bare);
		return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [use]);
	}
	// Both have more than enough entropy: a slow derivation would add nothing.
	const code = opener.method === 'recovery' ? readRecoveryCode(opener.code) : null;
	if (opener.method === 'recovery' && !code) return null;
	const secret = opener.method === 'passkey' ? opener.secret : new TextEncoder().encode(code!);
	const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
	const info = new TextEncoder().encode(`${CONTEXT} ${opener.method}`);
	return crypto.subtle.deriveKey(
		{ name: 'HKDF', hash: 'SHA-256', salt, info },
		base,
		{ name: 'AES-GCM', length: 256 },
		false,
		[use],
	);
}

/** Bound to all the slot says of itself: parameters changed on the server no longer open it. */
function cipher(iv: Uint8Array<ArrayBuffer>, bare: BareSlot) {
	const said = Object.entries(bare).sort(([a], [b]) => (a < b ? -1 : 1));
	const additionalData = new TextEncoder().encode(JSON.stringify([CONTEXT, said]));
	return { name: 'AES-GCM', iv, additionalData };
}
