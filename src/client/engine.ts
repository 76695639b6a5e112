/** Loads the engine and the lexicon of one language when they are needed, in a worker where there is one, so that typing never waits. */
import type { Lang } from '#contracts/ids.ts';
import type { Evidence, Reading } from '#contracts/reading.ts';
import type { Question, Answer } from './engine.worker.ts';
import enUrl from '#lexicon/compiled/en.bin?url';
import frUrl from '#lexicon/compiled/fr.bin?url';

export type EngineClient = {
	/**
	 * What the engine says of a text, leaving out the cues that the person set aside, in the text's own language if
	 * `lang` is not given. The text stays on the page: it goes to a worker of this page at most. A newer call makes older
	 * ones resolve to null. Rejects when no lexicon could be loaded; a later call tries again.
	 */
	read(text: string, without?: readonly Evidence[], lang?: Lang): Promise<Reading | null>;
	stop(): void;
};

const LEXICONS: Record<Lang, string> = { fr: frUrl, en: enUrl };

/**
 * @param first the person's language, made ready at once; the other one's lexicon is fetched when a text needs it
 * @param merged addresses of lexicons with the organisation's own additions, in place of the bundled ones; should one be gone
 * (the additions changed since the page was opened), the bundled one is read
 */
export function createEngineClient(
	first: Lang,
	merged: Partial<Record<Lang, string>> = {},
): EngineClient {
	const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
	type Waiting = { resolve: (reading: Reading | null) => void; reject: (error: Error) => void };
	const waiting = new Map<number, Waiting>();
	let last = 0;
	const urlsOf = (lang: Lang): string[] =>
		[merged[lang], LEXICONS[lang]]
			.filter((url) => url !== undefined)
			.map((url) => new URL(url, location.href).href);
	worker.postMessage({
		kind: 'load',
		first,
		urls: { fr: urlsOf('fr'), en: urlsOf('en') },
	} satisfies Question);
	worker.onmessage = ({ data }: MessageEvent<Answer>) => {
		const asked = waiting.get(data.id);
		waiting.delete(data.id);
		if (data.failed) asked?.reject(new Error('no lexicon could be loaded'));
		else asked?.resolve(data.id === last ? data.reading : null);
	};
	return {
		read(text, without = [], lang) {
			const id = ++last;
			return new Promise((resolve, reject) => {
				waiting.set(id, { resolve, reject });
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
