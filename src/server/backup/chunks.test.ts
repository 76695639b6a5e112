import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ChunkError, openChunks, sealChunks } from './chunks.ts';
import { makeHeader, openHeader, type FileKey } from './header.ts';
import { takerOf } from './taker.ts';

const CHEAP = { N: 2 ** 15 };
const CHUNK = 65_536;
let made: Awaited<ReturnType<typeof makeHeader>>;
let other: FileKey;
beforeAll(async () => {
	made = await makeHeader('une phrase secrète', CHEAP);
	other = (await makeHeader('une phrase secrète', CHEAP)).file;
});

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function gather(stream: AsyncIterable<Buffer>): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part);
	return Buffer.concat(parts);
}
const sealed = (plain: Buffer, size = 10_000) => gather(sealChunks(made.file, pieces(plain, size)));
const opened = (bytes: Buffer, file = made.file) =>
	gather(openChunks(file, takerOf(pieces(bytes, 7_777)))).catch((error: unknown) =>
		error instanceof ChunkError ? error.code : Promise.reject(error),
	);

describe('a chunked file', () => {
	it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])('gives back %i bytes', async (length) => {
		const plain = randomBytes(length);
		for (const size of [10_000, 1_000_000])
			expect(plain.equals((await opened(await sealed(plain, size))) as Buffer)).toBe(true);
	});

	it('tells every single changed byte', async () => {
		const bytes = await sealed(randomBytes(2 * CHUNK + 99));
		await fc.assert(
			fc.asyncProperty(
				fc.nat(bytes.length - 1),
				fc.integer({ min: 1, max: 255 }),
				async (at, by) => {
					const changed = Buffer.from(bytes);
					changed[at]! ^= by;
					expect(['BACKUP_DAMAGED', 'BACKUP_TRUNCATED']).toContain(await opened(changed));
				},
			),
			{ numRuns: 60 },
		);
	});

	it('tells any end that is missing, also between two chunks', async () => {
		const bytes = await sealed(randomBytes(2 * CHUNK + 99));
		const between = [0, 1, 2].map((chunks) => chunks * (4 + CHUNK + 16));
		for (const length of [...between, 3, 5_000, bytes.length - 1])
			expect(await opened(bytes.subarray(0, length)), String(length)).toBe('BACKUP_TRUNCATED');
	});

	it('tells chunks that were moved, repeated, taken from another file, or followed by more', async () => {
		const size = 4 + CHUNK + 16;
		const bytes = await sealed(randomBytes(3 * CHUNK));
		const [a, b, c] = [0, 1, 2].map((at) => bytes.subarray(at * size, (at + 1) * size));
		for (const parts of [
			[b, a, c],
			[a, a, c],
			[a, c],
			[a, b, c, c],
			[a, b, c, Buffer.alloc(1)],
		])
			expect(await opened(Buffer.concat(parts as Buffer[]))).toBe('BACKUP_DAMAGED');
		expect(await opened(bytes, other)).toBe('BACKUP_DAMAGED');
		const renamed = { ...made.file, header: other.header };
		expect(await opened(bytes, renamed)).toBe('BACKUP_DAMAGED');
	});
});

describe('the header', () => {
	const read = (bytes: Buffer, passphrase = 'une phrase secrète') =>
		openHeader(passphrase, takerOf(pieces(bytes, 50)));

	it('gives the same key to the same passphrase, however its accents were typed', async () => {
		expect(await read(made.bytes)).toEqual({ ok: true, value: made.file });
		const decomposed = 'une phrase secrète'.normalize('NFD');
		expect(await read(made.bytes, decomposed)).toMatchObject({ ok: true });
	});

	it('tells a wrong passphrase from a damaged file, and either from another kind of file', async () => {
		const code = (name: string) => ({ ok: false, code: name });
		expect(await read(made.bytes, 'une autre phrase')).toEqual(code('BACKUP_PASSPHRASE_WRONG'));
		const damaged = Buffer.from(made.bytes);
		damaged[40]! ^= 1;
		expect(await read(damaged)).toEqual(code('BACKUP_DAMAGED'));
		expect(await read(made.bytes.subarray(0, 100))).toEqual(code('BACKUP_TRUNCATED'));
		expect(await read(Buffer.from('PK\u0003\u0004 and so on, for a while'))).toEqual(
			code('BACKUP_UNKNOWN'),
		);
		expect(await read(Buffer.alloc(0))).toEqual(code('BACKUP_UNKNOWN'));
	});
});
