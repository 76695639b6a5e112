/** The attacker watches the network and measures the size of what is posted and how long sealing takes, for voices that say much, little and nothing. */
import { expect, it } from 'vitest';
import { sealVoice } from '#client/seal.ts';
import { requestBallot } from '#client/ballots.ts';
import { DIFFICULTIES, EMOTIONS, VALENCES } from '#contracts/ids.ts';
import { ENVELOPE_BYTES, type Envelope } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import { encodeDummy, encodeVoice } from '#contracts/wire.ts';
import { makeRoundKeys } from '#server/voices/make-round-keys.ts';

const LONG: Voice['factors'] = ['insecurity-', 'emotional-', 'intensity-'];
const voices: Voice[] = [...EMOTIONS, 'none' as const].flatMap((emotion) =>
	DIFFICULTIES.flatMap((difficulty) =>
		[0, 3].map((factors, i) => ({
			valence: VALENCES[i]!,
			emotion,
			difficulty,
			factors: LONG.slice(0, factors),
		})),
	),
);

it('posts one size, field by field, whatever is said', async () => {
	const { sealKey, pools } = await makeRoundKeys(['a']);
	const { privateKey, publicKey, prepared, serial } = await requestBallot(pools.a!);
	const ballot = { publicKey, prepared, signature: 'A'.repeat(342) };
	const held = { purpose: 'pulse' as const, round: 'pulse:2026-11', pool: 'a' };
	const shapes = new Set<string>();
	const sealed = { ...held, serial, ballot, privateKey };
	for (const voice of voices) {
		const body = await sealVoice(voice, sealed, sealKey, 1);
		const fields = JSON.parse(body) as Envelope;
		const lengths = Object.entries(fields).map(([name, value]) => [
			name,
			JSON.stringify(value).length,
		]);
		shapes.add(JSON.stringify([Buffer.byteLength(body), lengths]));
	}
	expect(shapes.size).toBe(1);
	expect([...shapes][0]).toContain(String(ENVELOPE_BYTES));
});

it('seals one length, a voice or a dummy, in one time', () => {
	const lengths = new Set([...voices.map(encodeVoice), encodeDummy()].map((bytes) => bytes.length));
	expect(lengths.size).toBe(1);
	const median = (voice: Voice): number => {
		const times = Array.from({ length: 400 }, () => {
			const start = process.hrtime.bigint();
			encodeVoice(voice);
			return Number(process.hrtime.bigint() - start);
		});
		return times.sort((a, b) => a - b)[200]!;
	};
	median(voices[0]!);
	// Microseconds of encoding beside a random delay of up to 20 seconds.
	const spread = Math.abs(median(voices[0]!) - median(voices.at(-1)!));
	expect(spread).toBeLessThan(1_000_000);
});
