/** Signs a person's blinded ballots: one a round, in their own pool; the same request is answered the same, another is refused. */
import { constants, createHash, privateDecrypt, publicEncrypt, type KeyObject } from 'node:crypto';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { RSA_BYTES, fromBase64url, toBase64url } from '#contracts/wire.ts';
import { noteBallot } from '../db/inbox.ts';
import { placesOfPerson, type BallotPlace } from '../db/voices.ts';
import type { VoiceContext } from './context.ts';

/** `blinded`: RSA_BYTES, base64url. */
export type BallotAsked = { round: string; blinded: string };
export type BallotIssued = { round: string; pool: string; signature: string };

/**
 * Nothing is kept but the hash of the request, without a time: fetching is not answering.
 * @returns for each request, in order: the blind signature, or ROUND_UNKNOWN, ROUND_CLOSED, NOT_ELIGIBLE,
 * BAD_INPUT (not a number below the key's modulus), BALLOT_ALREADY_ISSUED.
 */
export async function issueBallots(
	context: Pick<VoiceContext, 'db' | 'keys' | 'cover'>,
	personId: string,
	asked: readonly BallotAsked[],
): Promise<(Result<BallotIssued> & { round: string })[]> {
	// Before anything is written: the row that says who fetched must never stand just before a lone batch.
	context.cover?.();
	const places = await placesOfPerson(
		context.db,
		personId,
		asked.map(({ round }) => round),
	);
	const answers = [];
	for (const one of asked) {
		const place = places.find(({ roundId }) => roundId === one.round);
		answers.push({ round: one.round, ...(await issueBallot(context, personId, one, place)) });
	}
	return answers;
}

async function issueBallot(
	{ db, keys }: Pick<VoiceContext, 'db' | 'keys'>,
	personId: string,
	{ round: roundId, blinded }: BallotAsked,
	place: BallotPlace | undefined,
): Promise<Result<BallotIssued>> {
	if (!place) return fail('ROUND_UNKNOWN');
	const { poolId: pool, state } = place;
	if (!pool) return fail('NOT_ELIGIBLE');
	if (state !== 'planned' && state !== 'open') return fail('ROUND_CLOSED');
	const key = await keys.ballotKey(roundId, pool);
	if (!key) return fail('UNAVAILABLE');
	const message = fromBase64url(blinded);
	const signature = message && signBlind(key, message);
	if (!signature) return fail('BAD_INPUT');
	const requestHash = createHash('sha256').update(message).digest('hex');
	// Noted, for good, before it is answered.
	if (!(await noteBallot(db, { roundId, personId, requestHash })))
		return fail('BALLOT_ALREADY_ISSUED');
	return ok({ round: roundId, pool, signature: toBase64url(signature) });
}

/** RFC 9474 BlindSign: the raw private operation, checked by the public one against a faulty computation. Null if out of range. */
function signBlind(key: KeyObject, message: Uint8Array): Buffer | null {
	if (message.length !== RSA_BYTES) return null;
	const padding = constants.RSA_NO_PADDING;
	let signature: Buffer;
	try {
		signature = privateDecrypt({ key, padding }, message);
	} catch {
		return null;
	}
	if (!publicEncrypt({ key, padding }, signature).equals(message))
		throw new Error('the blind signature does not verify');
	return signature;
}
