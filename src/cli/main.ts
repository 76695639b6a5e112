/** The command line: finds the command, runs it, and turns its outcome into an exit code (0 done, 2 bad usage or input, 1 failure). */
import { logError } from '#server/log.ts';

/** In the order in which the usage shows them. */
const COMMANDS: Record<string, string> = {
	demo: 'load the demonstration organisation and serve it (--port N, --json)',
	start: 'serve this Murmure (--port N)',
	read: 'read texts: JSON Lines in, JSON Lines out (FILE or -)',
	release: 'voices to cells, offline (--units U --voices V --out CELLS)',
	import: 'units or people from a CSV file (units|people FILE [--dry-run])',
	close: 'close the current round (--demo)',
	verify: 'check the ledger and its rules, here or from afar (--remote URL, --json)',
	person: 'what exists about a person (export ADDRESS), and erase it (erase ADDRESS --yes)',
	'privacy-pack': 'data-protection documents from this configuration (--lang fr|en --out DIR)',
	anchor: 'note the ledger’s head outside (--mail ADDRESS: who is sent it)',
	backup: 'write an encrypted backup (--out FILE)',
	restore: 'bring a backup back (FILE)',
	doctor: 'check this installation',
	lexicon: 'the linguist’s bench (check|explain|unused|conflicts|add|export|import)',
};

type Command = { run(argv: string[]): Promise<number> };

/** Runs `murmure COMMAND …` and sets the exit code. */
export async function main(argv: string[]): Promise<void> {
	// A reader that closes the pipe early (head) is no error.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE') process.exit(0);
		throw error;
	});
	process.exitCode = await dispatch(argv);
}

async function dispatch([name = '', ...rest]: string[]): Promise<number> {
	if (['help', '--help', '-h'].includes(name)) {
		process.stdout.write(usage());
		return 0;
	}
	if (!Object.hasOwn(COMMANDS, name)) {
		process.stderr.write(name ? `murmure: there is no command “${name}”.\n` : '');
		process.stderr.write(usage());
		return 2;
	}
	try {
		const command = (await import(`./commands/${name}.ts`)) as Command;
		return await command.run(rest);
	} catch (error) {
		return explain(error);
	}
}

function usage(): string {
	const lines = Object.entries(COMMANDS).map(([name, what]) => `  ${name.padEnd(12)} ${what}`);
	return `usage: npm run -s murmure -- COMMAND …\n\n${lines.join('\n')}\n`;
}

/** Errors that come with a message for the user are told by name: the server's bundle has its own copies of their classes. */
function explain(error: unknown): number {
	const name = error instanceof Error ? error.name : '';
	const message = error instanceof Error ? error.message : '';
	if (name === 'ConfigError') {
		process.stderr.write(`murmure: the settings cannot be used:\n${message}\n`);
		return 2;
	}
	if (name === 'LexiconError') {
		process.stderr.write(
			`murmure: the lexicon’s own additions cannot be used, and nothing was started:\n${message}\n`,
		);
		return 2;
	}
	if (name === 'UsageError') {
		process.stderr.write(`murmure: ${message}\n`);
		return 2;
	}
	if (name === 'EmbeddedUnavailable' || name === 'StartError') {
		process.stderr.write(`murmure: ${message}\n`);
		return 1;
	}
	const code = (error as { code?: string } | null)?.code;
	if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code?.startsWith('28')) {
		process.stderr.write(`murmure: the database of DATABASE_URL does not answer (${code}).\n`);
		return 1;
	}
	logError('command', error);
	return 1;
}
