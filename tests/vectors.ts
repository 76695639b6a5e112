/** The test vectors of the engine, which read the same in vitest (src/engine/vectors.test.ts), by the command line and in the browser. */
import { readFileSync } from 'node:fs';
import type { Lang } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';

export type Vectors = {
	/** The lexicon of each language, and beside it the names of its rows. */
	lexicons: Record<Lang, [lexicon: Uint8Array, names: Uint8Array]>;
	cases: { text: string; lang?: Lang; reading: Reading }[];
};

export function readVectors(): Vectors {
	const { lexicons, cases } = JSON.parse(readFileSync('src/engine/vectors.json', 'utf8')) as {
		lexicons: Record<Lang, [string, string]>;
		cases: Vectors['cases'];
	};
	const bytes = ([lexicon, names]: [string, string]): [Uint8Array, Uint8Array] => [
		Buffer.from(lexicon, 'base64'),
		Buffer.from(names, 'base64'),
	];
	return { lexicons: { fr: bytes(lexicons.fr), en: bytes(lexicons.en) }, cases };
}
