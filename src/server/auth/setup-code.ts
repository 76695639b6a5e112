/** The one-time code of the first run: printed in the console, so that only who started Murmure can become its administrator. */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** No letter that looks like another. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

const fileIn = (dataDir: string): string => join(dataDir, 'setup-code');

/** The code, made if there is none yet: a restart before the set-up prints the same. */
export function ensureSetupCode(dataDir: string): string {
	mkdirSync(dataDir, { recursive: true });
	const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
	try {
		writeFileSync(fileIn(dataDir), `${group()}-${group()}-${group()}`, { flag: 'wx', mode: 0o600 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	return readFileSync(fileIn(dataDir), 'utf8').trim();
}

/** Case, spaces and hyphens do not matter. */
export function isSetupCode(dataDir: string, given: string): boolean {
	const plain = (code: string) => Buffer.from(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
	let right: Buffer;
	try {
		right = plain(readFileSync(fileIn(dataDir), 'utf8'));
	} catch {
		return false;
	}
	const code = plain(given);
	return code.length === right.length && timingSafeEqual(code, right);
}

export const forgetSetupCode = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });
