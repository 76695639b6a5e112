/** The head of a backup file: what tells it from other files, how its key is derived, and that neither was touched. */
import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '#contracts/canonical.ts';
import { fail, ok, type Result } from '#contracts/errors.ts';

/** Bytes: magic, length of the JSON (4, big-endian), JSON, its SHA-256 (32), its HMAC under the passphrase's key (32). */
export const MAGIC = Buffer.from('MURMURE-BACKUP\n', 'ascii');
export const FORMAT = 1;
const DIGEST = 32;
const LARGEST = 4_096;

/** scrypt at 128 MiB and some 0.4 s a guess (RFC 7914; OWASP's strongest row). */
const COST = { N: 2 ** 17, r: 8, p: 1 };

const b64 = (bytes: number) => z.string().length(Math.ceil((bytes * 4) / 3));
const schema = z.strictObject({
	format: z.literal(FORMAT),
	kdf: z.strictObject({
		name: z.literal('scrypt'),
		// Bounds, so that a made-up file cannot ask for all the memory there is.
		N: z.union([z.literal(2 ** 15), z.literal(2 ** 16), z.literal(2 ** 17), z.literal(2 ** 18)]),
		r: z.literal(8),
		p: z.literal(1),
		salt: b64(16),
	}),
	cipher: z.literal('aes-256-gcm'),
	/** First 7 bytes of every chunk's nonce. */
	nonce: b64(7),
});
export type Header = z.infer<typeof schema>;

/** What opens and seals the chunks of one file. */
export type FileKey = { key: Buffer; nonce: Buffer; /** Bound to every chunk. */ header: Buffer };

/** A fresh header with its key. */
export async function makeHeader(
	passphrase: string,
	cost: { N: number } = COST,
): Promise<{ bytes: Buffer; file: FileKey }> {
	const header: Header = schema.parse({
		format: FORMAT,
		kdf: { name: 'scrypt', ...COST, ...cost, salt: randomBytes(16).toString('base64url') },
		cipher: 'aes-256-gcm',
		nonce: randomBytes(7).toString('base64url'),
	});
	const json = Buffer.from(canonical(header));
	const length = Buffer.alloc(4);
	length.writeUInt32BE(json.length);
	const { key, mac } = await derive(passphrase, header, json);
	return {
		bytes: Buffer.concat([MAGIC, length, json, sha256(json), mac]),
		file: { key, nonce: Buffer.from(header.nonce, 'base64url'), header: sha256(json) },
	};
}

/**
 * Reads the header.
 * @param take the next bytes of the file; null where it ends before.
 * @returns BACKUP_UNKNOWN for another kind of file or format, BACKUP_DAMAGED, BACKUP_TRUNCATED, BACKUP_PASSPHRASE_WRONG.
 */
export async function openHeader(
	passphrase: string,
	take: (bytes: number) => Promise<Buffer | null>,
): Promise<Result<FileKey>> {
	const magic = await take(MAGIC.length);
	if (!magic?.equals(MAGIC)) return fail('BACKUP_UNKNOWN');
	const length = (await take(4))?.readUInt32BE();
	if (length === undefined) return fail('BACKUP_TRUNCATED');
	if (length > LARGEST) return fail('BACKUP_DAMAGED');
	const json = await take(length);
	const digest = await take(DIGEST);
	const mac = await take(DIGEST);
	if (!json || !digest || !mac) return fail('BACKUP_TRUNCATED');
	// Tells a damaged file from a wrong passphrase; whoever forges the digest too meets the passphrase's own check.
	if (!sha256(json).equals(digest)) return fail('BACKUP_DAMAGED');
	const header = schema.safeParse(JSON.parse(json.toString('utf8')));
	if (!header.success) return fail('BACKUP_UNKNOWN');
	const derived = await derive(passphrase, header.data, json);
	if (!timingSafeEqual(derived.mac, mac)) return fail('BACKUP_PASSPHRASE_WRONG');
	const nonce = Buffer.from(header.data.nonce, 'base64url');
	return ok({ key: derived.key, nonce, header: sha256(json) });
}

/** Half of what scrypt gives encrypts, the other half vouches for the header. */
function derive(
	passphrase: string,
	{ kdf: { N, r, p, salt } }: Header,
	json: Buffer,
): Promise<{ key: Buffer; mac: Buffer }> {
	const options = { N, r, p, maxmem: 256 * N * r };
	return new Promise((resolve, reject) =>
		// One form of a letter with its accent, whatever keyboard typed it.
		scrypt(
			passphrase.normalize('NFC'),
			Buffer.from(salt, 'base64url'),
			64,
			options,
			(error, bytes) => {
				if (error) return reject(error);
				const mac = createHmac('sha256', bytes.subarray(32)).update(json).digest();
				resolve({ key: bytes.subarray(0, 32), mac });
			},
		),
	);
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
