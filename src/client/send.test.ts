import { beforeEach, describe, expect, it } from 'vitest';
import { ENVELOPE_BYTES, MAX_DELAY_SECONDS, envelopeSchema } from '#contracts/protocol.ts';
import { toBase64url } from '#contracts/wire.ts';
import type { Voice } from '#contracts/voice.ts';
import { createSender, type SenderParts } from './send.ts';
import { createWallet, memoryStore, type Wallet, type WalletEntry } from './wallet.ts';

const VOICE: Voice = { valence: 0, emotion: 'none', difficulty: 'none', factors: [] };
const ROUND = 'pulse:2026-11';
let wallet: Wallet;
let sealKey: string;
let waits: number[];
let clock: number;

beforeEach(async () => {
	wallet = createWallet(memoryStore());
	waits = [];
	clock = 0;
	const curve = { namedCurve: 'P-256' };
	const seal = await crypto.subtle.generateKey({ name: 'ECDH', ...curve }, true, ['deriveBits']);
	sealKey = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', seal.publicKey)));
	const pair = await crypto.subtle.generateKey({ name: 'ECDSA', ...curve }, false, [
		'sign',
		'verify',
	]);
	const entry: WalletEntry = {
		owner: 'me',
		season: '2026-11',
		keyListHash: 'h',
		purpose: 'pulse',
		round: ROUND,
		pool: 'a',
		closes: '2026-12-01',
		request: {
			privateKey: pair.privateKey,
			publicKey: 'A'.repeat(87),
			serial: 'A'.repeat(43),
			prepared: 'A'.repeat(86),
			blinded: '',
			inverse: '',
		},
		ballot: { publicKey: 'A'.repeat(87), prepared: 'A'.repeat(86), signature: 'A'.repeat(342) },
		version: 0,
		outbox: null,
	};
	await wallet.save(entry);
});

function sender(statuses: number[], over: Partial<SenderParts> = {}) {
	const posted: string[] = [];
	const made = createSender({
		wallet,
		now: () => clock,
		random: () => 0.5,
		wait: async (milliseconds) => {
			waits.push(milliseconds);
			clock += milliseconds;
		},
		post: async (body) => {
			posted.push(body);
			return statuses[posted.length - 1] ?? 200;
		},
		...over,
	});
	return { ...made, posted };
}

async function sent(job: ReturnType<ReturnType<typeof sender>['contribute']>) {
	const result = await job;
	return result.ok ? result.value.sent : result.code;
}

describe('sending a voice', () => {
	it('waits a random while, then posts an envelope of the fixed size', async () => {
		const { contribute, posted } = sender([200]);
		expect(await sent(contribute('me', ROUND, VOICE, sealKey))).toBe('arrived');
		expect(waits).toEqual([(MAX_DELAY_SECONDS * 1_000) / 2]);
		expect(posted.map((body) => body.length)).toEqual([ENVELOPE_BYTES]);
		expect(envelopeSchema.parse(JSON.parse(posted[0]!)).version).toBe(1);
	});

	it('sends the same bytes again until they are acknowledged, waiting longer each time', async () => {
		const { contribute, posted } = sender([0, 503, 502, 429, 500, 200]);
		expect(await sent(contribute('me', ROUND, VOICE, sealKey))).toBe('arrived');
		expect(new Set(posted).size).toBe(1);
		expect(posted).toHaveLength(6);
		expect(waits.slice(1)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
	});

	it('sends once on a double click', async () => {
		const { contribute, posted } = sender([]);
		const clicks = [1, 2].map(() => contribute('me', ROUND, VOICE, sealKey));
		await Promise.all(clicks.map(sent));
		expect(posted).toHaveLength(1);
		expect((await wallet.find('me', ROUND))!.version).toBe(1);
	});

	it('replaces a voice by a higher version', async () => {
		const { contribute, posted } = sender([]);
		await sent(contribute('me', ROUND, VOICE, sealKey));
		await sent(contribute('me', ROUND, { ...VOICE, valence: 1 }, sealKey));
		expect(posted.map((body) => JSON.parse(body).version)).toEqual([1, 2]);
	});

	it('posts a replacement that was made while the former was on its way', async () => {
		let second: Promise<unknown> | undefined;
		const { contribute, posted } = sender([], {
			post: async (body) => {
				posted.push(body);
				second ??= contribute('me', ROUND, { ...VOICE, valence: 1 }, sealKey).then((r) => r);
				await second;
				return 200;
			},
		});
		expect(await sent(contribute('me', ROUND, VOICE, sealKey))).toBe('arrived');
		expect(posted.map((body) => JSON.parse(body).version)).toEqual([1, 2]);
	});

	it('survives a reload: what was waiting is sent at the next visit, the same bytes', async () => {
		const never = new Promise<number>(() => {});
		const before = sender([], { post: () => never });
		const kept = await before.contribute('me', ROUND, VOICE, sealKey);
		expect(kept.ok).toBe(true);
		const body = (await wallet.find('me', ROUND))!.outbox!.body;
		const after = sender([200]);
		expect(await after.resume('me')).toEqual(new Map([[ROUND, 'arrived']]));
		expect(after.posted).toEqual([body]);
		expect(await after.resume('me')).toEqual(new Map());
	});

	it('keeps the envelope after its arrival, until the round is in the ledger', async () => {
		const { contribute } = sender([200]);
		await sent(contribute('me', ROUND, VOICE, sealKey));
		expect((await wallet.find('me', ROUND))!.outbox).toMatchObject({ state: 'arrived' });
		await wallet.forget([ROUND]);
		expect(await wallet.find('me', ROUND)).toBeNull();
	});

	it.each([
		[409, 'closed'],
		[403, 'refused'],
		[400, 'refused'],
	] as const)('stops after the answer %i: %s', async (status, state) => {
		const { contribute, posted } = sender([status]);
		expect(await sent(contribute('me', ROUND, VOICE, sealKey))).toBe(state);
		expect(posted).toHaveLength(1);
	});

	it('seals anew what was sent, once its round has other keys and a new ballot is there', async () => {
		const { contribute, posted, reseal, resume } = sender([200, 200]);
		await sent(contribute('me', ROUND, VOICE, sealKey));
		const entry = (await wallet.find('me', ROUND))!;
		expect(JSON.stringify(entry.voice)).not.toContain('valence');
		expect(await reseal('me', () => sealKey)).toEqual([]);
		await wallet.save({ ...entry, ballot: null, version: 0, outbox: null });
		expect(await reseal('me', () => sealKey)).toEqual([]);
		await wallet.save({ ...entry, version: 0, outbox: null });
		expect(await reseal('me', () => sealKey)).toEqual([ROUND]);
		expect(await reseal('me', () => sealKey)).toEqual([]);
		await resume('me');
		expect(posted).toHaveLength(2);
		expect(posted[1]).not.toBe(posted[0]);
		expect((await wallet.find('me', ROUND))!).toMatchObject({ version: 1 });
	});

	it('refuses without a ballot on this device', async () => {
		const { contribute } = sender([]);
		expect(await sent(contribute('another', ROUND, VOICE, sealKey))).toBe('BALLOT_REFUSED');
	});
});
