import { constants, createPrivateKey, privateDecrypt, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '#contracts/wire.ts';
import { finishBallot, requestBallot } from './ballots.ts';

let poolKey: string;
let sign: (blinded: string) => string;
let check: (prepared: string, signature: string) => boolean;

beforeAll(async () => {
	const pair = await crypto.subtle.generateKey(
		{
			name: 'RSA-PSS',
			hash: 'SHA-384',
			modulusLength: 2048,
			publicExponent: new Uint8Array([1, 0, 1]),
		},
		true,
		['sign', 'verify'],
	);
	const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
	const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
	const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
	poolKey = toBase64url(spki);
	sign = (blinded) =>
		toBase64url(
			privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, fromBase64url(blinded)!),
		);
	check = (prepared, signature) =>
		verify(
			'sha384',
			fromBase64url(prepared)!,
			{ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 },
			fromBase64url(signature)!,
		);
});

describe('a ballot', () => {
	it('is signed unseen: the server sees a blinded message that is another each time', async () => {
		const request = await requestBallot(poolKey);
		const ballot = (await finishBallot(request, poolKey, sign(request.blinded)))!;
		expect(check(ballot.prepared, ballot.signature)).toBe(true);
		expect(Buffer.from(fromBase64url(ballot.prepared)!.subarray(32))).toEqual(
			Buffer.from(fromBase64url(request.serial)!),
		);
		expect(request.blinded).not.toContain(ballot.prepared.slice(4, 40));
		expect((await requestBallot(poolKey)).blinded).not.toBe(request.blinded);
	});

	it('is not made of an answer that is no signature of the pool', async () => {
		const [request, other] = await Promise.all([requestBallot(poolKey), requestBallot(poolKey)]);
		expect(await finishBallot(request, poolKey, sign(other.blinded))).toBeNull();
		expect(await finishBallot(request, poolKey, 'AAAA')).toBeNull();
		expect(await finishBallot(request, poolKey, 'é')).toBeNull();
	});

	it('has a private key that cannot be taken out of the device', async () => {
		const { privateKey } = await requestBallot(poolKey);
		await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow();
	});
});
