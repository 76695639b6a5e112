/** Where a word could be found again: its disguises on the way, and all that a browser stores. */
import type { Page } from '@playwright/test';

/** Every form in which a word could travel: plain, percent-encoded, escaped, base64 in its three alignments. */
export function disguises(word: string): string[] {
	const bytes = Buffer.from(word);
	const aligned = [0, 1, 2].map((shift) =>
		Buffer.concat([Buffer.alloc(shift, 'x'), bytes])
			.toString('base64')
			.slice(shift === 0 ? 0 : 4, -4),
	);
	return [
		word,
		encodeURIComponent(word),
		JSON.stringify(word).slice(1, -1),
		bytes.toString('hex'),
		...aligned,
	];
}

/** Local storage, cookies, every row of every database, every address in a cache. */
export async function everythingStored(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const kept: unknown[] = [{ ...localStorage }, document.cookie];
		// Bytes as characters: a word in a typed array would else be a list of numbers.
		const asText = (_: string, value: unknown): unknown =>
			ArrayBuffer.isView(value) || value instanceof ArrayBuffer
				? new TextDecoder('latin1').decode(value)
				: value;
		for (const { name } of await indexedDB.databases()) {
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				const open = indexedDB.open(name!);
				open.onsuccess = () => resolve(open.result);
				open.onerror = () => reject(open.error);
			});
			for (const store of db.objectStoreNames) {
				const all = db.transaction(store).objectStore(store).getAll();
				kept.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
			}
			kept.push(name);
			db.close();
		}
		for (const name of await caches.keys())
			for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
		return JSON.stringify(kept, asText);
	});
}
