/** `murmure demo`: loads the fictitious organisation if it is not there yet, serves it, and prints the three ready links. */
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { demoLink } from '#server/demo-links.ts';
import type { Config } from '#server/config.ts';
import { openDatabase, type OpenDatabase } from '#server/db/database.ts';
import { LOCKS } from '#server/db/locks.ts';
import { runMigrations } from '#server/db/migrate.ts';
import { runAlone } from '#server/db/run-alone.ts';
import { clearDemo, demoState, loadDemo } from '#server/demo/load-demo.ts';
import { ensureSecret, loadConfig } from '#server/load-config.ts';
import { mergeLexicon } from '#server/merge-lexicon.ts';
import { serve, StartError, type Serving } from '#server/serve.ts';
import { untilStopped } from '../until-stopped.ts';
import { UsageError } from '../usage-error.ts';

type Options = { port?: string | undefined; json: boolean; reset: boolean };

export async function run(argv: string[]): Promise<number> {
	const options = readOptions(argv);
	if (options.port) process.env.PORT = options.port;
	const config = loadConfig();
	// Told now rather than after a minute of loading.
	await mustBeFree(config);
	await mergeLexicon(config);
	const database = await openDatabase(config);
	let serving: Serving;
	try {
		await runMigrations(database.pool);
		// A second launch waits for the first to load, and then finds it done.
		await runAlone(database.pool, LOCKS.demo, () => ensureLoaded(database, config, options.reset));
		serving = await serve(config);
	} finally {
		// The server holds its own connections by now: the embedded database stays up for it.
		await database.close();
	}
	printLinks(config, serving.url, options.json);
	return untilStopped(serving.stop);
}

function readOptions(argv: string[]): Options {
	try {
		const { values } = parseArgs({
			args: argv,
			options: {
				port: { type: 'string' },
				json: { type: 'boolean', default: false },
				reset: { type: 'boolean', default: false },
			},
		});
		return values;
	} catch (error) {
		throw new UsageError(`demo [--port N] [--json] [--reset]: ${(error as Error).message}`);
	}
}

async function ensureLoaded(database: OpenDatabase, config: Config, reset: boolean): Promise<void> {
	const state = await demoState(database);
	if (state === 'foreign')
		throw new UsageError(
			'this database holds an organisation that is not the demonstration: ' +
				'choose another folder with MURMURE_DATA_DIR, or another DATABASE_URL',
		);
	if (state === 'loaded' && !reset) return;
	if (state === 'interrupted')
		process.stderr.write('murmure: an interrupted load is begun again\n');
	if (state !== 'empty') await clearDemo(database, config);
	const start = Date.now();
	await loadDemo(database, config, new Date(), (done, total) =>
		process.stderr.write(`murmure: loading the demonstration, month ${done} of ${total}\n`),
	);
	process.stderr.write(`murmure: loaded in ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}

function mustBeFree({ host, port }: Config): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', (error: NodeJS.ErrnoException) =>
			error.code === 'EADDRINUSE'
				? reject(new StartError(`Port ${port} is in use: choose another with --port.`))
				: resolve(),
		);
		probe.listen(port, host, () => probe.close(() => resolve()));
	});
}

/** On standard output, and nothing else there: with --json one line for programs. */
function printLinks(config: Config, url: string, json: boolean): void {
	const secret = ensureSecret(config);
	const links = {
		url,
		employee: demoLink(url, secret, 'employee'),
		committee: demoLink(url, secret, 'committee'),
		admin: demoLink(url, secret, 'administrator'),
	};
	process.stdout.write(
		json
			? `${JSON.stringify(links)}\n`
			: [
					'',
					'Rivage, a fictitious organisation, is ready:',
					`  employee       ${links.employee}`,
					`  committee      ${links.committee}`,
					`  administrator  ${links.admin}`,
					'',
					'Stop with Ctrl+C. Everything is in the data folder; --reset starts the story again.',
					'',
				].join('\n'),
	);
}
