/** Fetches every file of the release's list on this device and compares its hash: what the page's own code can check of itself. */
import type { WebManifest } from '#contracts/web-manifest.ts';

const AT_ONCE = 6;

/** @param progress called with how many are done. @returns the paths that differ. @throws where something cannot be fetched. */
export async function compareFiles(
	progress: (done: number, total: number) => void,
): Promise<{ files: number; differ: string[] }> {
	const response = await fetch('/api/web-manifest', { credentials: 'omit' });
	const { files } = (await response.json()) as WebManifest;
	const paths = Object.keys(files);
	const total = paths.length;
	const differ: string[] = [];
	let done = 0;
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
				const file = await fetch(`/${path}`, { credentials: 'omit' });
				if ((await hashOf(await file.arrayBuffer())) !== files[path]?.sha256) differ.push(path);
				progress(++done, total);
			}
		}),
	);
	return { files: total, differ: differ.sort() };
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The policy that came with this very page's address, without the nonce, which changes each time; null if it cannot be read. */
export async function readPolicy(): Promise<string | null> {
	const response = await fetch(location.pathname, { method: 'HEAD' }).catch(() => null);
	return response?.headers.get('content-security-policy')?.replace(/ 'nonce-[^']*'/g, '') ?? null;
}
