/** Bad usage or bad input of a command: its message is for the user, and the exit code is 2. */
export class UsageError extends Error {
	override name = 'UsageError';
}
