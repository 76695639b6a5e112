/** Cryptographic randomness for the noise, drawn in blocks since a release takes millions of words. */
import { randomFillSync } from 'node:crypto';
import type { RandomWords } from '#release/noise.ts';

/** A source of uniform 32-bit words from the operating system's generator. */
export function cryptographicWords(): RandomWords {
	const block = new Uint32Array(16_384);
	let at = block.length;
	return () => {
		if (at === block.length) {
			randomFillSync(block);
			at = 0;
		}
		const word = block[at] as number;
		// A word that was used is forgotten: nobody who reads this memory later can take the noise away.
		block[at++] = 0;
		return word;
	};
}
