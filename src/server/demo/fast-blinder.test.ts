import { constants, createPrivateKey, privateDecrypt, randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { libraryBlinder } from '#client/ballots.ts';
import { makeRoundKeys, type FreshKeys } from '../voices/make-round-keys.ts';
import { createFastBlinder } from './fast-blinder.ts';

let keys: FreshKeys;
beforeAll(async () => {
	keys = await makeRoundKeys(['p']);
});
afterEach(() => vi.restoreAllMocks());

const sign = (blinded: Uint8Array) =>
	privateDecrypt(
		{
			key: createPrivateKey({
				key: Buffer.from(keys.secret.pools.p!, 'base64'),
				format: 'der',
				type: 'pkcs8',
			}),
			padding: constants.RSA_NO_PADDING,
		},
		blinded,
	);

describe('the fast blinder', () => {
	it('gives the bytes of the library, given the same random bytes', async () => {
		for (let round = 0; round < 3; round++) {
			const pool = randomBytes(16 * 1024);
			pool.forEach((byte, i) => (pool[i] = byte & 0x7f));
			const replay = () => {
				let at = 0;
				return <T extends ArrayBufferView | null>(view: T): T => {
					const bytes = view as unknown as Uint8Array;
					bytes.set(pool.subarray(at, (at += bytes.length)));
					return view;
				};
			};
			const prepared = new Uint8Array(randomBytes(64));
			vi.spyOn(crypto, 'getRandomValues').mockImplementation(replay() as never);
			const expected = await libraryBlinder.blind(keys.pools.p!, prepared);
			vi.restoreAllMocks();
			const blinder = createFastBlinder(replay());
			const made = await blinder.blind(keys.pools.p!, prepared);
			expect(Buffer.from(made.blinded)).toEqual(Buffer.from(expected.blinded));
			expect(Buffer.from(made.inverse)).toEqual(Buffer.from(expected.inverse));
			const signed = sign(made.blinded);
			expect(
				Buffer.from(await blinder.finalize(keys.pools.p!, prepared, signed, made.inverse)),
			).toEqual(
				Buffer.from(
					await libraryBlinder.finalize(
						keys.pools.p!,
						prepared,
						new Uint8Array(signed),
						expected.inverse,
					),
				),
			);
		}
	});

	it('throws on a signature by another key', async () => {
		const blinder = createFastBlinder();
		const other = await makeRoundKeys(['p']);
		const { blinded, inverse } = await blinder.blind(keys.pools.p!, randomBytes(64));
		await expect(
			blinder.finalize(other.pools.p!, randomBytes(64), sign(blinded), inverse),
		).rejects.toThrow('invalid signature');
	});
});
