/** The engine off the main thread; it answers the page that made it and speaks to nobody else. */
import type { Lang } from '#contracts/ids.ts';
import type { Evidence, Reading } from '#contracts/reading.ts';
import { createEngine, type Engine, type Lexicons } from '#engine/read.ts';

export type Question =
	| { kind: 'load'; lexicons: { lang: Lang; url: string }[] }
	| { kind: 'read'; id: number; text: string; without: readonly Evidence[]; lang?: Lang };
/** `reading` is null when a newer text came in before this one was read, or the lexicon could not be loaded. */
export type Answer = { id: number; reading: Reading | null };

let engine: Promise<Engine | null> = Promise.resolve(null);
let newest = 0;

self.onmessage = async ({ data }: MessageEvent<Question>) => {
	if (data.kind === 'load') {
		engine = load(data.lexicons);
		return;
	}
	newest = data.id;
	const loaded = await engine;
	const stale = data.id !== newest;
	const reading =
		stale || !loaded
			? null
			: loaded.read(data.text, {
					without: data.without,
					...(data.lang && { lang: data.lang }),
				});
	self.postMessage({ id: data.id, reading } satisfies Answer);
};

async function load(lexicons: { lang: Lang; url: string }[]): Promise<Engine | null> {
	const loaded: Lexicons = {};
	await Promise.all(
		lexicons.map(async ({ lang, url }) => {
			try {
				const response = await fetch(url, { credentials: 'omit' });
				if (response.ok) loaded[lang] = await response.json();
			} catch {
				// Without its lexicon a language is not read; the page says that the mirror is away.
			}
		}),
	);
	return Object.keys(loaded).length > 0 ? createEngine(loaded) : null;
}
