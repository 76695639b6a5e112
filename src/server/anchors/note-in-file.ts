/** Appends the head to a file, best on another machine's disk, where nothing is ever overwritten. */
import { open, readFile } from 'node:fs/promises';
import type { Anchor } from '#release/ledger.ts';
import { anchorText, whyOf, type Noted } from './note.ts';

/** Durable when it returns; a head that is the file's last is not written again. @param day `YYYY-MM-DD`. */
export async function noteInFile(file: string, anchor: Anchor, day: string): Promise<Noted> {
	try {
		await appendAnchor(file, anchor, day);
		return { ok: true };
	} catch (error) {
		return { ok: false, why: whyOf(error) };
	}
}

/** @returns whether a line was added. @throws the system's error. */
export async function appendAnchor(file: string, anchor: Anchor, day: string): Promise<boolean> {
	const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return '';
		throw error;
	});
	if (kept.trimEnd().endsWith(anchorText(anchor))) return false;
	const handle = await open(file, 'a', 0o644);
	try {
		// A line that was cut off by a full disk must not swallow this one.
		const start = kept === '' || kept.endsWith('\n') ? '' : '\n';
		await handle.appendFile(`${start}${day} ${anchorText(anchor)}\n`);
		await handle.sync();
	} finally {
		await handle.close();
	}
	return true;
}
