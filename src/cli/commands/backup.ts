/** `murmure backup [--out FILE] [--passphrase-file FILE]`: an encrypted copy of everything but keys, sessions and sealed voices; the server may run on. */
import { parseArgs } from 'node:util';
import { backUp, MIN_PASSPHRASE } from '#server/services/back-up.ts';
import { readPassphrase } from '../passphrase.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

const USAGE = 'backup [--out FILE] [--passphrase-file FILE]';

export async function run(argv: string[]): Promise<number> {
	const { out, passphraseFile } = readOptions(argv);
	return withDatabase(async ({ pool }) => {
		// Asked for once the settings were read: `.env` may hold it.
		const passphrase = await readPassphrase(passphraseFile, { twice: true });
		if ([...passphrase].length < MIN_PASSPHRASE)
			throw new UsageError(`the passphrase must have at least ${MIN_PASSPHRASE} characters`);
		const now = () => new Date();
		const file = out ?? `murmure-${now().toISOString().slice(0, 10)}.backup`;
		try {
			const { rows, bytes } = await backUp({ pool, now }, { passphrase, out: file });
			process.stdout.write(`${file}: ${rows} rows, ${bytes} bytes\n`);
			return 0;
		} catch (error) {
			const { code, syscall } = error as NodeJS.ErrnoException;
			if (!syscall || !code) throw error;
			process.stderr.write(`murmure: ${file} cannot be written (${code})\n`);
			return 1;
		}
	});
}

function readOptions(argv: string[]) {
	try {
		const { values } = parseArgs({
			args: argv,
			options: { out: { type: 'string' }, 'passphrase-file': { type: 'string' } },
		});
		return { out: values.out, passphraseFile: values['passphrase-file'] };
	} catch (error) {
		throw new UsageError(`${USAGE}: ${(error as Error).message}`);
	}
}
