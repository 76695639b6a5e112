/** Two tabs of one browser share a wallet: what must not be done twice is done by one at a time. */

/** Waits for the other tab, where the browser can hold a lock. */
export function oneTab<T>(name: string, work: () => Promise<T>): Promise<T> {
	const locks = globalThis.navigator?.locks;
	return locks ? (locks.request(name, work) as Promise<T>) : work();
}
