/** Tells an error that only says that the database did not answer from one that is a bug. */

/** Connection refused, lost, shutting down, starting, too many: SQLSTATE classes 08, 53 and 57P, and the system's codes. */
const PASSING = /^(08\w{3}|53300|57P0[123]|ECONN\w+|ENOENT|EPIPE|ETIMEDOUT|EAI_AGAIN)$/;

/** Such an error is nobody's mistake: trying again in a moment helps. Looks at the causes too. */
export function isUnavailable(error: unknown): boolean {
	for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
		const { code } = at as { code?: unknown };
		if (typeof code === 'string' && PASSING.test(code)) return true;
		// What pg says without a code.
		if (/^(Connection terminated|timeout exceeded when trying to connect)/.test(at.message))
			return true;
	}
	return false;
}
