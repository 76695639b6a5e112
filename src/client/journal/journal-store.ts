/** Where a journal lies on the device: one IndexedDB database of its own, so that erasing it is deleting it whole. */
import { clear, createStore, del, get, keys, set } from 'idb-keyval';

export const JOURNAL_DATABASE = 'murmure-journal';

/** Names to keys and sealed bytes; tests pass a map. */
export type JournalStore = {
	get<T>(name: string): Promise<T | undefined>;
	set(name: string, value: unknown): Promise<void>;
	delete(name: string): Promise<void>;
	names(): Promise<string[]>;
	clear(): Promise<void>;
};

export function indexedJournal(): JournalStore {
	const store = createStore(JOURNAL_DATABASE, 'kept');
	return {
		get: (name) => get(name, store),
		set: (name, value) => set(name, value, store),
		delete: (name) => del(name, store),
		names: () => keys<string>(store),
		clear: () => clear(store),
	};
}

export function memoryJournal(): JournalStore & { kept: Map<string, unknown> } {
	const kept = new Map<string, unknown>();
	return {
		kept,
		get: async <T>(name: string) => kept.get(name) as T | undefined,
		set: async (name, value) => void kept.set(name, value),
		delete: async (name) => void kept.delete(name),
		names: async () => [...kept.keys()],
		clear: async () => kept.clear(),
	};
}
