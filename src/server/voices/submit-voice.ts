/** Takes one posted envelope: checks its right to be counted, nothing else, and answers once it is safely stored. */
import { fail, type Failure, type Result } from '#contracts/errors.ts';
import { ANSWER_BYTES } from '#contracts/wire.ts';
import type { Batcher } from './batcher.ts';
import { checkEnvelope, parseEnvelope } from './check-envelope.ts';
import type { RoundDirectory } from './round-directory.ts';

/**
 * @param body the posted bytes.
 * @returns after the commit: ok; or BODY_TOO_LARGE, ENVELOPE_MALFORMED, ROUND_UNKNOWN (rounds are public),
 * BALLOT_REFUSED, ROUND_CLOSED (also before it opens), UNAVAILABLE (not kept: send it again).
 */
export async function submitVoice(
	{ directory, batcher }: { directory: RoundDirectory; batcher: Batcher },
	body: Uint8Array,
): Promise<Result<null>> {
	const parsed = parseEnvelope(body);
	if (!parsed.ok) return parsed;
	const round = await directory.find(parsed.value.round);
	if (!round) return fail('ROUND_UNKNOWN');
	const checked = checkEnvelope(parsed.value, round.poolKeys);
	if (!checked.ok) return checked;
	const { envelope, serial, seal } = checked.value;
	const { version, pool: poolId } = envelope;
	return batcher.add(envelope.round, { serial, version, poolId, seal }, round.keyListHash);
}

/** HTTP status of a refusal at the anonymous endpoint. */
const STATUS: Partial<Record<Failure['code'], number>> = {
	BODY_TOO_LARGE: 413,
	BALLOT_REFUSED: 403,
	ROUND_UNKNOWN: 404,
	ROUND_CLOSED: 409,
	UNAVAILABLE: 503,
};

/** The answer as sent: JSON of exactly ANSWER_BYTES bytes, so that its size tells no more than its status. */
export function answerOf(result: Result<null>): { status: number; body: string } {
	const said = result.ok ? { ok: true } : { ok: false, code: result.code };
	const bare = JSON.stringify({ ...said, pad: '' });
	return {
		status: result.ok ? 200 : (STATUS[result.code] ?? 400),
		body: JSON.stringify({ ...said, pad: '.'.repeat(ANSWER_BYTES - bare.length) }),
	};
}
