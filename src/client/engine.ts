/** Loads the engine and the lexicon of one language when they are needed, in a worker where there is one, so that typing never waits. */
import type { Lang } from '#contracts/ids.ts';
import type { Evidence, Reading } from '#contracts/reading.ts';
import type { Question, Answer } from './engine.worker.ts';
import enUrl from '#lexicon/compiled/en.json?url';
import frUrl from '#lexicon/compiled/fr.json?url';

export type EngineClient = {
	/**
	 * What the engine says of a text, leaving out the cues that the person set aside, in the text's own language if `lang` is not given. The text stays on the page: it goes
	 * to a worker of this page at most. A newer call makes older ones resolve to null.
	 */
	read(text: string, without?: readonly Evidence[], lang?: Lang): Promise<Reading | null>;
	stop(): void;
};

const LEXICONS: Record<Lang, string> = { fr: frUrl, en: enUrl };

/** @param languages lexicons to load: the person's language first; some 100 kB each, compressed. */
export function createEngineClient(languages: readonly Lang[]): EngineClient {
	const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
	const waiting = new Map<number, (reading: Reading | null) => void>();
	let last = 0;
	worker.postMessage({
		kind: 'load',
		lexicons: languages.map((lang) => ({ lang, url: new URL(LEXICONS[lang], location.href).href })),
	} satisfies Question);
	worker.onmessage = ({ data }: MessageEvent<Answer>) => {
		waiting.get(data.id)?.(data.id === last ? data.reading : null);
		waiting.delete(data.id);
	};
	return {
		read(text, without = [], lang) {
			const id = ++last;
			return new Promise((resolve) => {
				waiting.set(id, resolve);
				worker.postMessage({
					kind: 'read',
					id,
					text,
					without,
					...(lang && { lang }),
				} satisfies Question);
			});
		},
		stop: () => worker.terminate(),
	};
}
