/** Keeps a serving command alive until it is told to stop, then stops it in order. */

/** @returns the exit code, once `stop` is done; a second signal ends the process at once. */
export function untilStopped(stop: () => Promise<void>): Promise<number> {
	return new Promise((resolve) => {
		let stopping = false;
		const onSignal = (signal: NodeJS.Signals): void => {
			if (stopping) process.exit(1);
			stopping = true;
			process.stderr.write(`murmure: ${signal}, stopping\n`);
			stop().then(
				() => resolve(0),
				(error: { constructor: { name: string } }) => {
					process.stderr.write(`murmure: the stop failed (${error.constructor.name})\n`);
					resolve(1);
				},
			);
		};
		process.on('SIGINT', onSignal);
		process.on('SIGTERM', onSignal);
	});
}
