/** The command line reads the engine's vectors as they were recorded. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGS } from '#contracts/ids.ts';
import { readVectors } from '../vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'murmure-vectors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const murmure = (...args: string[]) =>
	promisify(execFile)(process.execPath, ['bin/murmure.mjs', ...args]);

describe('murmure read', () => {
	it('answers every vector as recorded, with the lexicon it is given', async () => {
		const { lexicons, cases } = readVectors();
		for (const lang of LANGS) {
			writeFileSync(join(folder, `${lang}.bin`), lexicons[lang][0]);
			writeFileSync(join(folder, `${lang}.names.bin`), lexicons[lang][1]);
		}
		const input = join(folder, 'texts.jsonl');
		writeFileSync(
			input,
			cases.map(({ text, lang }, id) => `${JSON.stringify({ id, text, lang })}\n`).join(''),
		);
		const { stdout } = await murmure('read', '--lexicon', folder, input);
		const answers = stdout
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as object);
		expect(answers).toEqual(
			cases.map(({ reading }, id) => {
				// What the command line does not print: how sure it is, and flags.
				const { confidence: _, flags: __, ...told } = reading;
				return { id, ...told };
			}),
		);
	});

	it('says what is missing where the folder holds no lexicon', async () => {
		await expect(murmure('read', '--lexicon', tmpdir(), '-')).rejects.toMatchObject({
			code: 2,
			stderr: expect.stringContaining('fr.bin is missing') as string,
		});
	});
});
