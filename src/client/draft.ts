/** The unsent text, in session storage only, so that a reload loses nothing; erased on decision or quit, never kept on a kiosk. */

const KEY = 'murmure-draft';

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** @param kiosk a shared machine: nothing is kept at all. */
export function createDraft(storage: DraftStorage = sessionStorage, kiosk = false) {
	return {
		/** The text as left, or ''. */
		read: (): string => (kiosk ? '' : (attempt(() => storage.getItem(KEY)) ?? '')),
		keep(text: string): void {
			if (kiosk || text === '') attempt(() => storage.removeItem(KEY));
			else attempt(() => storage.setItem(KEY, text));
		},
		erase(): void {
			attempt(() => storage.removeItem(KEY));
		},
	};
}

/** Storage may be refused by the browser or full: then the text lives in the page alone. */
function attempt<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch {
		return undefined;
	}
}
