/** Writes files whole or not at all, so that whoever reads meanwhile reads the old one. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writeWhole(folder: string, name: string, content: Uint8Array | string): void {
	mkdirSync(folder, { recursive: true });
	const file = join(folder, name);
	writeFileSync(`${file}.${process.pid}`, content);
	renameSync(`${file}.${process.pid}`, file);
}
