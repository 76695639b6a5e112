/** Reads anchors that someone kept outside: a file that Murmure appended to, or mails and notes copied into one. */
import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '#contracts/errors.ts';
import { anchorsIn } from '#release/anchor-lines.ts';
import type { Anchor } from '#release/ledger.ts';

/** @returns BAD_INPUT with the file where it cannot be read or holds no anchor at all. */
export async function readAnchors(file: string): Promise<Result<Anchor[]>> {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		return fail('BAD_INPUT', { file, value: (error as NodeJS.ErrnoException).code });
	}
	const anchors = anchorsIn(text);
	return anchors.length > 0 ? ok(anchors) : fail('BAD_INPUT', { file });
}
