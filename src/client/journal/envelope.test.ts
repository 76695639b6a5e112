import { argon2id } from '@noble/hashes/argon2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotSchema, slotsSchema, type Slot } from '#contracts/journal.ts';
import { newDataKey, newSalt, replaceSlot, unwrapKey, wrapKey, type Opener } from './envelope.ts';
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts';

/** The least that the schema allows: the real one takes a second. */
const CHEAP = { argon2: { memoryKib: 19_456, passes: 1, lanes: 1 } };
const phrase = (passphrase: string): Opener => ({ method: 'passphrase', passphrase });
const LOCKED = { ok: false, code: 'JOURNAL_LOCKED' };

async function made() {
	const raw = newDataKey();
	const code = newRecoveryCode();
	const slots = [
		await wrapKey(raw, phrase('quatre mots sans rapport'), CHEAP),
		await wrapKey(raw, { method: 'recovery', code }),
	];
	return { raw, code, slots };
}

describe('the envelope', () => {
	it('opens by the passphrase, however its letters were composed, and by the recovery code', async () => {
		const { raw, code, slots } = await made();
		expect(slotsSchema.safeParse(slots).success).toBe(true);
		expect(await unwrapKey(slots, phrase('quatre mots sans rapport '))).toEqual({
			ok: true,
			value: raw,
		});
		const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
		expect(await unwrapKey(slots, { method: 'recovery', code: typed })).toEqual({
			ok: true,
			value: raw,
		});
		const accented = await wrapKey(raw, phrase('épuisée, très épuisée'.normalize('NFD')), CHEAP);
		expect(await unwrapKey([accented], phrase('épuisée, très épuisée'.normalize('NFC')))).toEqual({
			ok: true,
			value: raw,
		});
	});

	it('opens by a passkey’s secret, each passkey by its own', async () => {
		const raw = newDataKey();
		const key = (name: string): Opener => ({
			method: 'passkey',
			credential: name.repeat(16),
			secret: new Uint8Array(32).fill(name.charCodeAt(0)),
		});
		const salt = newSalt();
		const slots = [await wrapKey(raw, key('a'), { salt }), await wrapKey(raw, key('b'))];
		expect(slotSchema.parse(slots[0]).salt).toBe(Buffer.from(salt).toString('base64url'));
		expect(await unwrapKey(slots, key('b'))).toEqual({ ok: true, value: raw });
		expect(await unwrapKey(slots, key('c'))).toEqual(LOCKED);
	});

	it('says one and the same of a wrong passphrase, a wrong code, no code and a missing method', async () => {
		const { slots } = await made();
		expect(await unwrapKey(slots, phrase('quatre mots sans rapports'))).toEqual(LOCKED);
		expect(await unwrapKey(slots, { method: 'recovery', code: newRecoveryCode() })).toEqual(LOCKED);
		expect(await unwrapKey(slots, { method: 'recovery', code: 'no code' })).toEqual(LOCKED);
		expect(await unwrapKey([], phrase('quatre mots sans rapport'))).toEqual(LOCKED);
	});

	it('does not open once any part of a slot was changed', async () => {
		const { slots, code } = await made();
		const recovery = slots[1]!;
		await fc.assert(
			fc.asyncProperty(fc.nat({ max: recovery.wrapped.length - 1 }), async (at) => {
				const bytes = Buffer.from(recovery.wrapped, 'base64url');
				bytes[at % bytes.length]! ^= 4;
				const forged = [{ ...recovery, wrapped: bytes.toString('base64url') }];
				expect(await unwrapKey(forged, { method: 'recovery', code })).toEqual(LOCKED);
			}),
			{ numRuns: 40 },
		);
		const dearer = [{ ...slots[0]!, passes: 2 } as Slot];
		expect(await unwrapKey(dearer, phrase('quatre mots sans rapport'))).toEqual(LOCKED);
	});

	it('is wrapped anew when the passphrase changes: the old one no longer opens, the code still does', async () => {
		const { raw, code, slots } = await made();
		const next = replaceSlot(slots, await wrapKey(raw, phrase('cinq autres mots encore'), CHEAP));
		expect(next).toHaveLength(2);
		expect(await unwrapKey(next, phrase('quatre mots sans rapport'))).toEqual(LOCKED);
		expect(await unwrapKey(next, phrase('cinq autres mots encore'))).toEqual({
			ok: true,
			value: raw,
		});
		expect(await unwrapKey(next, { method: 'recovery', code })).toEqual({ ok: true, value: raw });
	});

	it('is refused with parameters too weak, without end, or without a recovery code', async () => {
		const { slots } = await made();
		expect(slotSchema.safeParse({ ...slots[0], memoryKib: 1024 }).success).toBe(false);
		expect(slotSchema.safeParse({ ...slots[0], memoryKib: 2 ** 22 }).success).toBe(false);
		expect(slotsSchema.safeParse([slots[0]]).success).toBe(false);
		expect(slotsSchema.safeParse([slots[1], slots[1]]).success).toBe(false);
	});
});

describe('the recovery code', () => {
	it('is 24 characters of base32 in groups, different each time, and reads back', () => {
		const code = newRecoveryCode();
		expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
		expect(readRecoveryCode(code)).toBe(code.replaceAll('-', ''));
		expect(newRecoveryCode()).not.toBe(code);
		expect(readRecoveryCode(`${code}0`)).toBeNull();
		expect(readRecoveryCode(code.replace(/.$/, 'U'))).toBeNull();
	});
});

describe('the derivation', () => {
	it('is the Argon2id of RFC 9106 (its section 5.3)', () => {
		const of = (byte: number, length: number) => new Uint8Array(length).fill(byte);
		const tag = argon2id(of(1, 32), of(2, 16), {
			m: 32,
			t: 3,
			p: 4,
			dkLen: 32,
			key: of(3, 8),
			personalization: of(4, 12),
		});
		expect(Buffer.from(tag).toString('hex')).toBe(
			'0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
		);
	});
});
