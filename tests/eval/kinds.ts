/** `npm run eval -- --kinds`: valence on texts of other kinds (tweets, subtitles, reviews, forums), beside packages of the registry. */
import { LANGS } from '#contracts/ids.ts';
import { createEngine, type Lexicons } from '#engine/read.ts';
import { corpusFiles, readLabelled } from '#lexicon/measure/read-corpus.ts';
import { macroF1 } from './metrics.ts';
import { packages } from './packages.ts';

/** Prints macro-F1 of three classes on the texts held out. */
export function compareKinds(root: string, lexicons: Lexicons): void {
	const engine = createEngine(lexicons);
	const others = packages();
	console.log(
		`${'other kinds, held out'.padEnd(24)}    n  murmure ${others.map(({ name }) => name.padStart(16)).join('')}`,
	);
	for (const lang of LANGS) {
		const texts = corpusFiles(root, lang)
			.holdOut.flatMap(readLabelled)
			.filter(({ labels }) => labels === null);
		for (const kind of new Set(texts.map((text) => text.kind))) {
			const own = texts.filter((text) => text.kind === kind);
			const f1 = (read: (text: string) => number): string =>
				macroF1(own.map(({ text, valence }) => [`${valence}`, `${read(text)}`]))
					.toFixed(3)
					.replace('0.', '.');
			console.log(
				`${lang} ${kind}`.padEnd(24) +
					String(own.length).padStart(5) +
					f1((text) => engine.read(text, { lang }).polarity).padStart(9) +
					' ' +
					others.map(({ read }) => f1((text) => read(text, lang)).padStart(16)).join(''),
			);
		}
	}
}
