/** The one way to write to the log: an event's name and a few harmless facts; texts, tokens and addresses have no way in. */

type Fact = number | boolean | string;
const SAFE = /^[\w .:/#+-]{0,120}$/;

/**
 * Writes one line to standard error (standard output belongs to results).
 * A string fact that is not a plain id (letters, digits, `. : / # + -`) is replaced by `?`: better no fact than a leak.
 */
export function log(event: string, facts: Record<string, Fact> = {}): void {
	const parts = Object.entries(facts).map(
		([key, value]) => `${key}=${typeof value === 'string' && !SAFE.test(value) ? '?' : value}`,
	);
	process.stderr.write(`${[`murmure: ${event}`, ...parts].join(' ')}\n`);
}

/**
 * Where an unexpected error came from, under an id that the user is shown: its class, its code and the frames of
 * its stack. Never its message, which may quote what somebody typed.
 */
export function logError(id: string, error: unknown): void {
	const frames =
		error instanceof Error && error.stack
			? error.stack
					.split('\n')
					.filter((line) => /^\s+at /.test(line))
					.slice(0, 12)
			: [];
	const name = error instanceof Error ? error.constructor.name : typeof error;
	const code = (error as { code?: unknown } | null)?.code;
	log('unexpected error', { id, name, ...(typeof code === 'string' ? { code } : {}) });
	for (const frame of frames) process.stderr.write(`${frame}\n`);
	const cause = error instanceof Error ? error.cause : undefined;
	if (cause) logError(`${id}+`, cause);
}
