/** Makes sure that a file, or that what was renamed in a folder, is on the disk. */
import { open } from 'node:fs/promises';

export async function syncPath(path: string): Promise<void> {
	try {
		const handle = await open(path, 'r');
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch (error) {
		// Windows cannot open a folder; there the rename itself is journalled.
		if (process.platform !== 'win32') throw error;
	}
}
