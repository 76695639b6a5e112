/**
 * Encrypts a stream in chunks that can be neither changed, moved, left out nor cut off unnoticed: AES-256-GCM, the nonce made of the
 * file's prefix, the chunk's number and whether it is the last (STREAM: Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { FileKey } from './header.ts';

const CHUNK = 64 * 1024;
const TAG = 16;

/** A file that does not hold what was written. */
export class ChunkError extends Error {
	readonly code: 'BACKUP_DAMAGED' | 'BACKUP_TRUNCATED';
	constructor(code: ChunkError['code']) {
		super(code);
		this.code = code;
	}
}

/** Each chunk: length of its ciphertext (4, big-endian), ciphertext, tag; every one but the last holds CHUNK bytes. */
export async function* sealChunks(
	file: FileKey,
	plain: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
	let number = 0;
	let held: Buffer = Buffer.alloc(0);
	for await (const bytes of plain) {
		held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
		// What may be the last is kept back until it is known not to be.
		while (held.length > CHUNK) {
			yield seal(file, number++, false, held.subarray(0, CHUNK));
			held = held.subarray(CHUNK);
		}
	}
	yield seal(file, number, true, held);
}

/**
 * @param take the next bytes of the file; null where it ends before.
 * @throws ChunkError BACKUP_TRUNCATED where it ends too soon, BACKUP_DAMAGED where a chunk does not open, or where something follows the last.
 */
export async function* openChunks(
	file: FileKey,
	take: (bytes: number) => Promise<Buffer | null>,
): AsyncGenerator<Buffer> {
	for (let number = 0; ; number++) {
		const length = (await take(4))?.readUInt32BE();
		if (length === undefined) throw new ChunkError('BACKUP_TRUNCATED');
		if (length > CHUNK) throw new ChunkError('BACKUP_DAMAGED');
		const sealed = await take(length + TAG);
		if (!sealed) throw new ChunkError('BACKUP_TRUNCATED');
		const inner = open(file, number, false, sealed);
		if (inner) {
			yield inner;
			continue;
		}
		const last = open(file, number, true, sealed);
		if (!last || (await take(1))) throw new ChunkError('BACKUP_DAMAGED');
		yield last;
		return;
	}
}

function seal(file: FileKey, number: number, last: boolean, plain: Buffer): Buffer {
	const cipher = createCipheriv('aes-256-gcm', file.key, nonceOf(file, number, last));
	cipher.setAAD(file.header);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(plain.length);
	return Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function open(file: FileKey, number: number, last: boolean, sealed: Buffer): Buffer | null {
	const decipher = createDecipheriv('aes-256-gcm', file.key, nonceOf(file, number, last));
	decipher.setAAD(file.header);
	decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
	try {
		const plain = decipher.update(sealed.subarray(0, sealed.length - TAG));
		return Buffer.concat([plain, decipher.final()]);
	} catch {
		return null;
	}
}

function nonceOf({ nonce }: FileKey, number: number, last: boolean): Buffer {
	const bytes = Buffer.alloc(12);
	nonce.copy(bytes);
	bytes.writeUInt32BE(number, 7);
	bytes[11] = last ? 1 : 0;
	return bytes;
}
