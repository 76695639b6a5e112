/** `murmure start`: serves this Murmure until it is told to stop. */
import { parseArgs } from 'node:util';
import { loadConfig } from '#server/load-config.ts';
import { mergeLexicon } from '#server/merge-lexicon.ts';
import { serve } from '#server/serve.ts';
import { untilStopped } from '../until-stopped.ts';
import { UsageError } from '../usage-error.ts';

export async function run(argv: string[]): Promise<number> {
	const port = readPort(argv);
	if (port) process.env.PORT = port;
	const config = loadConfig();
	await mergeLexicon(config);
	const serving = await serve(config);
	process.stderr.write(`murmure: serving on ${serving.url}\n`);
	return untilStopped(serving.stop);
}

function readPort(argv: string[]): string | undefined {
	try {
		return parseArgs({ args: argv, options: { port: { type: 'string' } } }).values.port;
	} catch (error) {
		throw new UsageError(`start [--port N]: ${(error as Error).message}`);
	}
}
