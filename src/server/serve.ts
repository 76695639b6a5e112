/** Serves the built pages: listens first (a port in use is told before anything starts), then loads Kit's handler, and stops in order. */
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from './config.ts';
import { ROOT } from './root.ts';
import { RUNNING, type RunningApp } from './running.ts';

/** A start that cannot go on: its message says why and what to do. */
export class StartError extends Error {
	override name = 'StartError';
}

export type Serving = {
	/** Address under which browsers reach it. */
	url: string;
	/** Finishes what is under way, writes the last batch, closes the database. */
	stop(): Promise<void>;
};

/** Longest time in milliseconds that a request under way may take after a stop was asked for. */
const LAST_REQUESTS = 5_000;
/** The largest body of all is an import file; each route has its own, smaller limit (src/server/guard-request.ts). */
const LARGEST_BODY = '4M';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** @throws StartError, or what the app throws at its start (EmbeddedUnavailable, ConfigError). */
export async function serve(config: Config): Promise<Serving> {
	const file = join(ROOT, 'build', 'web', 'handler.js');
	if (!existsSync(file)) throw new StartError('The pages are not built: run “npm run build”.');
	let handler: Handler = (_, response) =>
		response.writeHead(503, { 'retry-after': '2' }).end('starting\n');
	const server = createServer((request, response) => {
		if (!config.originFixed && !isLoopback(request.headers.host, config.port))
			response.writeHead(421).end('Set ORIGIN to serve Murmure under this name.\n');
		else handler(request, response);
	});
	await listen(server, config);
	prepareEnvironment(config);
	try {
		const kit = (await import(pathToFileURL(file).href)) as { handler: Handler };
		handler = (request, response) => {
			if (!config.originFixed) request.headers['x-murmure-protocol'] = 'http';
			kit.handler(request, response);
		};
	} catch (error) {
		server.close();
		throw error;
	}
	return { url: config.origin, stop: () => stop(server) };
}

function listen(server: Server, { host, port }: Config): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) =>
			reject(
				error.code === 'EADDRINUSE'
					? new StartError(`Port ${port} is in use: choose another with --port.`)
					: new StartError(`Cannot listen on ${host}:${port} (${error.code}).`),
			),
		);
		server.listen(port, host, resolve);
	});
}

/** Kit's adapter reads its settings from the environment as it loads. */
function prepareEnvironment(config: Config): void {
	process.env.NODE_ENV = 'production';
	process.env.BODY_SIZE_LIMIT = LARGEST_BODY;
	process.env.PORT = String(config.port);
	process.env.HOST = config.host;
	if (config.originFixed) process.env.ORIGIN = config.origin;
	else {
		// Both http://localhost and http://127.0.0.1 work then, each its own origin.
		delete process.env.ORIGIN;
		process.env.PROTOCOL_HEADER = 'x-murmure-protocol';
	}
}

/** Without ORIGIN only this machine's own names are answered, so that no foreign name can be pointed here. */
const isLoopback = (host: string | undefined, port: number): boolean =>
	['localhost', '127.0.0.1', '[::1]'].some((name) => host === `${name}:${port}`);

async function stop(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeIdleConnections();
	const timer = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS);
	await closed;
	clearTimeout(timer);
	await (globalThis as { [RUNNING]?: RunningApp })[RUNNING]?.stop();
}
