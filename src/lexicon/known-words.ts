/** Words that leaving rows out makes unknown, and that would then be taken for slips of others: they are shipped as words alone. */
import { prepare, type Prepared } from '#engine/prepare.ts';
import { Slips } from '#engine/slips.ts';
import { ELONGATED, SLIP } from '#engine/tokens.ts';
import { Tokeniser } from '#engine/tokenise.ts';

/** Words of `texts`, in order, that the whole lexicon knows as they stand and the shipped one does not. */
export function wordsMisread(
	whole: Uint8Array,
	shipped: Uint8Array,
	texts: readonly string[],
): string[] {
	const before = readerOf(prepare(whole));
	const after = readerOf(prepare(shipped));
	const words = new Set<string>();
	for (const text of texts) {
		const known = before(text);
		for (const [place, mended] of after(text)) {
			if (!mended && known.has(place)) continue;
			if (mended && known.get(place)) continue;
			const [start, end] = place.split(' ').map(Number);
			const word = text.slice(start, end).toLowerCase();
			if (/^\p{L}{3,}$/u.test(word)) words.add(word);
		}
	}
	return [...words].sort();
}

/** By place of each token, whether it was only recognised by mending it. */
function readerOf(prepared: Prepared): (text: string) => Map<string, boolean> {
	const tokeniser = new Tokeniser(
		prepared.lang,
		prepared.vocabulary,
		new Slips(prepared.vocabulary),
	);
	return (text) => {
		const tokens = tokeniser.run(text);
		const places = new Map<string, boolean>();
		for (let t = 0; t < tokens.n; t++) {
			const mended = (tokens.flags[t]! & (SLIP | ELONGATED)) !== 0;
			places.set(`${tokens.start[t]} ${tokens.end[t]}`, mended);
		}
		return places;
	};
}
