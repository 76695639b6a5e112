import { PassThrough } from 'node:stream';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPassphrase } from './passphrase.ts';

let shown = '';

beforeEach(() => {
	shown = '';
	vi.stubEnv('MURMURE_BACKUP_PASSPHRASE', '');
	for (const stream of [process.stderr, process.stdout])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((shown += String(text)), true));
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
});

/** A terminal at which someone types a line at each question. */
function typing(...lines: string[]): void {
	const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => terminal });
	vi.spyOn(process, 'stdin', 'get').mockReturnValue(terminal as never);
	let asked = 0;
	const timer = setInterval(() => {
		const questions = shown.match(/: $|: \n/g)?.length ?? 0;
		if (questions > asked && asked < lines.length) terminal.write(`${lines[asked++]}\r`);
		else if (asked === lines.length) clearInterval(timer);
	}, 5);
}

describe('the passphrase that is asked for', () => {
	it('is read without an echo, twice where a slip would cost a backup', async () => {
		typing('une phrase secrète', 'une phrase secrète');
		expect(await readPassphrase(undefined, { twice: true })).toBe('une phrase secrète');
		expect(shown).toBe('passphrase of the backup: \nagain: \n');
	});

	it('is refused where the second differs from the first', async () => {
		typing('une phrase secrète', 'une phrase secrete');
		await expect(readPassphrase(undefined, { twice: true })).rejects.toThrow('differ');
		expect(shown).not.toContain('secr');
	});

	it('is asked once to open a backup, and not where a file or the environment gives it', async () => {
		typing('une phrase secrète');
		expect(await readPassphrase(undefined)).toBe('une phrase secrète');
		const folder = mkdtempSync(join(tmpdir(), 'murmure-passphrase-'));
		writeFileSync(join(folder, 'p'), '\uFEFFde la première ligne\r\nnon\n');
		expect(await readPassphrase(join(folder, 'p'))).toBe('de la première ligne');
		rmSync(folder, { recursive: true });
		vi.stubEnv('MURMURE_BACKUP_PASSPHRASE', 'de l’environnement');
		expect(await readPassphrase(undefined, { twice: true })).toBe('de l’environnement');
		expect(shown).toBe('passphrase of the backup: \n');
	});

	it('is not waited for where nobody can type', async () => {
		const pipe = new PassThrough();
		vi.spyOn(process, 'stdin', 'get').mockReturnValue(pipe as never);
		await expect(readPassphrase(undefined)).rejects.toThrow('MURMURE_BACKUP_PASSPHRASE');
	});
});
