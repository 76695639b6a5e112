/** The engine off the main thread; it answers the page that made it and speaks to nobody else. A language's lexicon is fetched when a text first needs it. */
import type { Lang } from '#contracts/ids.ts';
import type { Evidence, Reading } from '#contracts/reading.ts';
import { detectLang } from '#engine/detect.ts';
import { createEngine, type Engine } from '#engine/read.ts';

export type Question =
	/** `first`: the language to make ready at once. `urls`: where each is; the later ones, should the earlier fail. */
	| { kind: 'load'; first: Lang; urls: Record<Lang, string[]> }
	| { kind: 'read'; id: number; text: string; without: readonly Evidence[]; lang?: Lang };
/** `reading` is null when a newer text came in before this one was read; `failed`: no lexicon could be loaded. */
export type Answer = { id: number; reading: Reading | null; failed?: true };

const engines = new Map<Lang, Promise<Engine | null>>();
let urls: Record<Lang, string[]> | null = null;
let newest = 0;

self.onmessage = async ({ data }: MessageEvent<Question>) => {
	if (data.kind === 'load') {
		urls = data.urls;
		void engineOf(data.first);
		return;
	}
	newest = data.id;
	const lang = data.lang ?? detectLang(data.text);
	// Better read in the wrong language's words than not at all: the engine says what it is unsure of.
	const engine = (await engineOf(lang)) ?? (await engineOf(lang === 'fr' ? 'en' : 'fr'));
	if (!engine) {
		self.postMessage({ id: data.id, reading: null, failed: true } satisfies Answer);
		return;
	}
	const reading =
		data.id === newest ? engine.read(data.text, { lang, without: data.without }) : null;
	self.postMessage({ id: data.id, reading } satisfies Answer);
};

function engineOf(lang: Lang): Promise<Engine | null> {
	const known = engines.get(lang);
	if (known) return known;
	const loading = load(lang);
	engines.set(lang, loading);
	// Asked for again with the next text, should the network be back.
	void loading.then((engine) => engine ?? engines.delete(lang));
	return loading;
}

async function load(lang: Lang): Promise<Engine | null> {
	for (const url of urls?.[lang] ?? []) {
		try {
			const response = await fetch(url, { credentials: 'omit' });
			if (response.ok) return createEngine({ [lang]: await response.arrayBuffer() });
		} catch {
			// The next one, if there is one.
		}
	}
	return null;
}
