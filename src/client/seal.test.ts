import { createHash } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENVELOPE_BYTES, associatedData, envelopeSchema, signedText } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import { decodeVoice, fromBase64url, toBase64url } from '#contracts/wire.ts';
import { sealVoice, type HeldBallot } from './seal.ts';

const suite = new CipherSuite({
	kem: new DhkemP256HkdfSha256(),
	kdf: new HkdfSha256(),
	aead: new Aes256Gcm(),
});
const SILENT: Voice = { valence: 0, emotion: 'none', difficulty: 'none', factors: [] };
const LONG: Voice = {
	valence: -1,
	emotion: 'disengagement',
	difficulty: 'organisation',
	factors: ['insecurity-', 'relations-', 'emotional-'],
};
let recipient: CryptoKeyPair;
let serialPair: CryptoKeyPair;
let held: HeldBallot;
let sealKey: string;

beforeAll(async () => {
	recipient = (await suite.kem.generateKeyPair()) as CryptoKeyPair;
	sealKey = toBase64url(new Uint8Array(await suite.kem.serializePublicKey(recipient.publicKey)));
	const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
	serialPair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', serialPair.publicKey));
	held = {
		purpose: 'pulse',
		round: 'pulse:2026-11',
		pool: 'ward',
		serial: createHash('sha256').update(point).digest('base64url'),
		ballot: {
			publicKey: toBase64url(point),
			prepared: 'A'.repeat(86),
			signature: 'A'.repeat(342),
		},
		privateKey: serialPair.privateKey,
	};
});

const envelope = async (voice: Voice, version = 1) =>
	envelopeSchema.parse(JSON.parse(await sealVoice(voice, held, sealKey, version)));

async function open(sent: Awaited<ReturnType<typeof envelope>>, over: object = {}) {
	const { purpose, round, pool, version } = sent;
	const aad = associatedData({ purpose, round, pool, version, serial: held.serial, ...over });
	const plain = await suite.open(
		{ recipientKey: recipient.privateKey, enc: fromBase64url(sent.enc)!.buffer },
		fromBase64url(sent.seal)!.buffer,
		new TextEncoder().encode(aad),
	);
	return decodeVoice(new Uint8Array(plain));
}

describe('an envelope', () => {
	it('has one size, whatever the voice and the version', async () => {
		for (const [voice, version] of [
			[SILENT, 1],
			[LONG, 999],
		] as const)
			expect((await sealVoice(voice, held, sealKey, version)).length).toBe(ENVELOPE_BYTES);
		const [silent, long] = [await envelope(SILENT), await envelope(LONG)];
		expect(silent.seal.length).toBe(long.seal.length);
	});

	it('opens in its place', async () => {
		expect(await open(await envelope(LONG))).toEqual(LONG);
	});

	it.each([
		{ serial: 'x' },
		{ version: 2 },
		{ pool: 'other' },
		{ round: 'pulse:2026-12' },
		{ purpose: 'x' },
	])('does not open elsewhere: %o', async (over) => {
		await expect(open(await envelope(LONG), over)).rejects.toThrow();
	});

	it('is signed whole by the key of its serial', async () => {
		const sent = await envelope(LONG);
		const verify = (over: object) =>
			crypto.subtle.verify(
				{ name: 'ECDSA', hash: 'SHA-256' },
				serialPair.publicKey,
				fromBase64url(sent.signature)!,
				new TextEncoder().encode(signedText({ ...sent, serial: held.serial, ...over })),
			);
		expect(await verify({})).toBe(true);
		for (const over of [
			{ version: 2 },
			{ pool: 'x' },
			{ seal: 'AA' },
			{ enc: 'AA' },
			{ serial: 'x' },
		])
			expect(await verify(over)).toBe(false);
	});
});
