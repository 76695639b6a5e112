/** Grows RSA pairs in the background while the story is simulated: making them is the longest part of loading the demonstration. */
import { makeBallotPair, makeRoundKeys, type BallotPair } from '../voices/make-round-keys.ts';
import type { MakeKeys } from '../voices/open-season.ts';

/** Pairs grown side by side: half of the thread pool, the other half seals and opens voices. */
const AT_ONCE = 2;

export type KeyMill = { makeKeys: MakeKeys; stop(): void };

/** @param total pairs that will be asked for; more can be had, made when asked. */
export function startKeyMill(total: number, makePair = makeBallotPair): KeyMill {
	const ready: BallotPair[] = [];
	const waiting: ((pair: BallotPair) => void)[] = [];
	let coming = total;
	let toStart = total;
	const grow = async (): Promise<void> => {
		while (toStart > 0) {
			toStart--;
			const pair = await makePair();
			coming--;
			const taker = waiting.shift();
			if (taker) taker(pair);
			else ready.push(pair);
		}
	};
	// A failure leaves takers waiting for ever: unhandled, it ends the process.
	for (let i = 0; i < AT_ONCE; i++) void grow();
	const take = async (): Promise<BallotPair> => {
		const pair = ready.pop();
		if (pair) return pair;
		if (waiting.length >= coming) return makePair();
		return new Promise((resolve) => waiting.push(resolve));
	};
	return {
		makeKeys: (poolIds) => makeRoundKeys(poolIds, take),
		stop: () => void (toStart = 0),
	};
}
