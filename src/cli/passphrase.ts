/** Where a backup's passphrase comes from: a file, the environment, or whoever sits at the terminal; never the command line, which others can read. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './usage-error.ts';

/**
 * @param file `--passphrase-file`: its first line.
 * @param twice asked again, so that a slip does not make a backup that nobody opens.
 * @throws UsageError where there is none.
 */
export async function readPassphrase(
	file: string | undefined,
	{ twice = false }: { twice?: boolean } = {},
): Promise<string> {
	const given = file === undefined ? process.env.MURMURE_BACKUP_PASSPHRASE : await firstLine(file);
	if (given) return given;
	if (file !== undefined) throw new UsageError(`${file}:1: the passphrase is missing`);
	if (!process.stdin.isTTY)
		throw new UsageError(
			'a passphrase is needed: set MURMURE_BACKUP_PASSPHRASE, or give --passphrase-file FILE',
		);
	const typed = await ask('passphrase of the backup: ');
	if (twice && typed !== (await ask('again: ')))
		throw new UsageError('the two passphrases differ; nothing was written');
	return typed;
}

async function firstLine(file: string): Promise<string> {
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new UsageError(`${file}: cannot be read (${error.code})`);
	});
	return text.replace(/^\uFEFF/, '').split(/\r?\n/)[0]!;
}

/** Without an echo. */
async function ask(question: string): Promise<string> {
	process.stderr.write(question);
	const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
	const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
	try {
		return await reader.question('');
	} finally {
		reader.close();
		process.stderr.write('\n');
	}
}
