/** Takes every trace of Murmure off this browser: for a shared machine, or when somebody comes. */
import { ERASE_CHANNEL } from '#contracts/elsewhere.ts';
import { leaveForElsewhere } from './leave-quickly.ts';

/** A database that another tab holds open is emptied at once, and deleted when that tab has gone. */
const PATIENCE_MS = 1_500;
/** This tab hears its own call too, and must not leave before it is done. */
let erasing = false;

/**
 * Erases databases, storage, caches and service workers, ends the session, and replaces the page by a neutral one.
 * @returns false where the server could not be reached: all but the session's cookie is gone, and the page stays to say so.
 */
export async function eraseDevice(): Promise<boolean> {
	erasing = true;
	// Other tabs hold databases open and texts in memory: they are told to go too.
	if ('BroadcastChannel' in globalThis) {
		const channel = new BroadcastChannel(ERASE_CHANNEL);
		channel.postMessage('leave');
		channel.close();
	}
	sessionStorage.clear();
	localStorage.clear();
	await Promise.allSettled([eraseDatabases(), eraseCaches(), eraseWorkers()]);
	if (!(await endSession())) return false;
	eraseCookies();
	leaveNothing();
	leaveForElsewhere();
	return true;
}

/** Leaves when another tab erases. @returns what stops listening. */
export function leaveWithOthers(): () => void {
	if (!('BroadcastChannel' in globalThis)) return () => {};
	const channel = new BroadcastChannel(ERASE_CHANNEL);
	channel.onmessage = () => {
		if (erasing) return;
		leaveNothing();
		leaveForElsewhere();
	};
	return () => channel.close();
}

/** The framework notes where one was as a page unloads: it is cleared after that too, by listeners that come after its own. */
function leaveNothing(): void {
	const clear = (): void => sessionStorage.clear();
	clear();
	for (const event of ['beforeunload', 'pagehide', 'visibilitychange'])
		addEventListener(event, clear);
}

async function eraseDatabases(): Promise<void> {
	const databases = await indexedDB.databases();
	await Promise.allSettled(
		databases.map(async ({ name }) => {
			if (!name) return;
			await emptyDatabase(name);
			await deleteDatabase(name);
		}),
	);
}

/** First of all its contents: to delete it must wait for those who hold it open, to empty it must not. */
function emptyDatabase(name: string): Promise<void> {
	return new Promise((resolve) => {
		const open = indexedDB.open(name);
		open.onerror = () => resolve();
		open.onsuccess = () => {
			const db = open.result;
			const stores = [...db.objectStoreNames];
			const end = (): void => {
				db.close();
				resolve();
			};
			if (stores.length === 0) return end();
			const write = db.transaction(stores, 'readwrite');
			for (const store of stores) write.objectStore(store).clear();
			write.oncomplete = write.onerror = write.onabort = end;
		};
	});
}

function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = request.onerror = () => resolve();
		setTimeout(resolve, PATIENCE_MS);
	});
}

async function eraseCaches(): Promise<void> {
	if (!('caches' in globalThis)) return;
	for (const name of await caches.keys()) await caches.delete(name);
}

async function eraseWorkers(): Promise<void> {
	for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? [])
		await worker.unregister();
}

/** The server ends the session and has the browser clear what a page cannot: the session's cookie, the cache of files. */
async function endSession(): Promise<boolean> {
	try {
		const response = await fetch('/sign-out/everything', { method: 'POST', cache: 'no-store' });
		return response.ok;
	} catch {
		return false;
	}
}

/** Where the browser does not know Clear-Site-Data. */
function eraseCookies(): void {
	for (const cookie of document.cookie.split('; '))
		document.cookie = `${cookie.split('=')[0]}=; path=/; max-age=0`;
}
