import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIFFICULTIES, EMOTIONS, FAMILIES, POLES, VALENCES, type Factor } from './ids.ts';
import { ENVELOPE_BYTES, VOICE_BYTES, envelopeSchema } from './protocol.ts';
import type { Voice } from './voice.ts';
import {
	ENC_LENGTH,
	SEAL_LENGTH,
	decodeVoice,
	encodeDummy,
	encodeEnvelope,
	encodeVoice,
	fromBase64url,
	toBase64url,
} from './wire.ts';

const factor = fc.tuple(fc.constantFrom(...FAMILIES), fc.constantFrom(...POLES));
const voice: fc.Arbitrary<Voice> = fc.record({
	valence: fc.constantFrom(...VALENCES),
	emotion: fc.constantFrom(...EMOTIONS, 'none' as const),
	difficulty: fc.constantFrom(...DIFFICULTIES),
	factors: fc
		.uniqueArray(factor, { maxLength: 3, selector: ([family]) => family })
		.map((list) => list.map(([family, pole]): Factor => `${family}${pole}`)),
});

describe('a voice on the wire', () => {
	it('comes back as it went, in one length', () => {
		fc.assert(
			fc.property(voice, (v) => {
				const bytes = encodeVoice(v);
				expect(bytes.length).toBe(VOICE_BYTES);
				expect(decodeVoice(bytes)).toEqual(v);
			}),
		);
		expect(encodeDummy().length).toBe(VOICE_BYTES);
		expect(decodeVoice(encodeDummy())).toBe('dummy');
	});

	it('is null when it is anything else', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: VOICE_BYTES, maxLength: VOICE_BYTES }), (bytes) => {
				expect(decodeVoice(bytes)).toBeNull();
			}),
		);
		const four = { ...VOICE, factors: ['intensity-', 'values-', 'autonomy-', 'relations-'] };
		const bytes = new Uint8Array(VOICE_BYTES);
		bytes.set(new TextEncoder().encode(JSON.stringify({ voice: four })));
		expect(decodeVoice(bytes)).toBeNull();
		expect(decodeVoice(encodeVoice(VOICE).subarray(1))).toBeNull();
	});

	it('has one base64url form only', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				expect(fromBase64url(toBase64url(bytes))).toEqual(new Uint8Array(bytes));
			}),
		);
		expect(['AB', 'A', 'AA==', 'A+', 'é'].map(fromBase64url)).toEqual([
			null,
			null,
			null,
			null,
			null,
		]);
	});

	it('travels in a body of exactly ENVELOPE_BYTES bytes, whatever its round is called', () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^[A-Za-z0-9._:/-]{1,80}$/),
				fc.stringMatching(/^[A-Za-z0-9._:/-]{1,80}$/),
				fc.integer({ min: 1, max: 999 }),
				(round, pool, version) => {
					const body = encodeEnvelope({ ...ENVELOPE, round, pool, version });
					expect(new TextEncoder().encode(body).length).toBe(ENVELOPE_BYTES);
					expect(envelopeSchema.safeParse(JSON.parse(body)).success).toBe(true);
				},
			),
		);
	});
});

const VOICE: Voice = { valence: 0, emotion: 'none', difficulty: 'none', factors: [] };
const ENVELOPE = {
	purpose: 'pulse' as const,
	round: 'pulse:2026-11',
	pool: 'p',
	version: 1,
	enc: 'A'.repeat(ENC_LENGTH),
	seal: 'A'.repeat(SEAL_LENGTH),
	ballot: { publicKey: 'A'.repeat(87), prepared: 'A'.repeat(86), signature: 'A'.repeat(342) },
	signature: 'A'.repeat(86),
};
