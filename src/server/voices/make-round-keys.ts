/** Makes the keys of a round: one P-256 pair that seals voices, one RSA-2048 pair a pool that signs ballots blindly. */
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { toBase64url } from '#contracts/wire.ts';
import type { RoundSecret } from './key-store.ts';

const generate = promisify(generateKeyPair);

export type FreshKeys = {
	secret: RoundSecret;
	/** Raw P-256 point and SPKI by pool, base64url, as the published key list has them. */
	sealKey: string;
	pools: Record<string, string>;
};

/** An RSA pair, encoded: PKCS#8 in base64, SPKI in base64url. */
export type BallotPair = { secret: string; published: string };

/**
 * Some 100 ms a pool on the thread pool: the event loop stays free, four pairs grow side by side.
 * @param makePair the demonstration passes pairs that were grown ahead.
 */
export async function makeRoundKeys(
	poolIds: readonly string[],
	makePair: () => Promise<BallotPair> = makeBallotPair,
): Promise<FreshKeys> {
	const [seal, ...pairs] = await Promise.all([makeSealPair(), ...poolIds.map(() => makePair())]);
	return {
		secret: {
			sealPrivate: seal.sealPrivate,
			pools: Object.fromEntries(poolIds.map((id, i) => [id, pairs[i]!.secret])),
		},
		sealKey: seal.sealKey,
		pools: Object.fromEntries(poolIds.map((id, i) => [id, pairs[i]!.published])),
	};
}

async function makeSealPair(): Promise<{ sealPrivate: JsonWebKey; sealKey: string }> {
	const { privateKey } = await generate('ec', { namedCurve: 'P-256' });
	const jwk = privateKey.export({ format: 'jwk' }) as JsonWebKey;
	const point = [
		Buffer.from([4]),
		Buffer.from(jwk.x!, 'base64url'),
		Buffer.from(jwk.y!, 'base64url'),
	];
	return { sealPrivate: jwk, sealKey: toBase64url(Buffer.concat(point)) };
}

export async function makeBallotPair(): Promise<BallotPair> {
	const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
	return {
		secret: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
		published: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
	};
}
