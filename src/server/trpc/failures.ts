/** Turns outcomes into tRPC errors and back into what the page is told: a stable code, or an id. */
import { randomBytes } from 'node:crypto';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc';
import { ZodError } from 'zod';
import { codeOfIssue, type ErrorCode, type Failure, type Result } from '#contracts/errors.ts';
import { isUnavailable } from '../unavailable.ts';
import { logError } from '../log.ts';

/** `data` of every error that reaches the page; `id` only with UNKNOWN. */
export type ErrorData = { code: ErrorCode; detail?: Failure['detail']; id?: string };

class ExpectedFailure extends Error {
	readonly failure: Failure;
	constructor(failure: Failure) {
		super(failure.code);
		this.failure = failure;
	}
}

const STATUS: Partial<Record<ErrorCode, TRPC_ERROR_CODE_KEY>> = {
	NOT_SIGNED_IN: 'UNAUTHORIZED',
	FORBIDDEN: 'FORBIDDEN',
	BAD_ORIGIN: 'FORBIDDEN',
	NOT_ELIGIBLE: 'FORBIDDEN',
	NOT_FOUND: 'NOT_FOUND',
	ROUND_UNKNOWN: 'NOT_FOUND',
	RATE_LIMITED: 'TOO_MANY_REQUESTS',
	BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
	BALLOT_ALREADY_ISSUED: 'CONFLICT',
	DECISION_ALREADY_APPROVED: 'CONFLICT',
	ROUND_CLOSED: 'CONFLICT',
	JOURNAL_STALE: 'CONFLICT',
};

/** The error that says an expected failure. */
export const failure = (failed: Failure): TRPCError =>
	new TRPCError({
		code: STATUS[failed.code] ?? 'BAD_REQUEST',
		message: failed.code,
		cause: new ExpectedFailure(failed),
	});

/** The HTTP status of an error; tRPC's own reckoning would turn an unknown error into 501. */
export const statusOf = (error: TRPCError): number =>
	isUnavailable(error.cause) ||
	(error.cause instanceof ExpectedFailure && error.cause.failure.code === 'UNAVAILABLE')
		? 503
		: getHTTPStatusCodeFromError(error);

/** The value of a service's outcome; throws its failure. */
export function valueOf<T>(result: Result<T>): T {
	if (!result.ok) throw failure(result);
	return result.value;
}

/** What tRPC itself refuses (unknown procedure, malformed body) has a code of ours too. */
const OF_TRPC: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
	PARSE_ERROR: 'BAD_INPUT',
	BAD_REQUEST: 'BAD_INPUT',
	METHOD_NOT_SUPPORTED: 'BAD_INPUT',
	NOT_FOUND: 'NOT_FOUND',
	PAYLOAD_TOO_LARGE: 'BODY_TOO_LARGE',
};

/** Never a stack, a message or an input; an unknown error gets a random id, under which the server's log has its origin. */
export function describeError(error: TRPCError): ErrorData {
	const { cause } = error;
	if (cause instanceof ExpectedFailure) {
		const { code, detail } = cause.failure;
		return { code, ...(detail ? { detail } : {}) };
	}
	if (cause instanceof ZodError) {
		const [issue] = cause.issues;
		const field = issue?.path.join('.');
		return { code: codeOfIssue(issue, 'BAD_INPUT'), ...(field ? { detail: { field } } : {}) };
	}
	if (isUnavailable(cause)) return { code: 'UNAVAILABLE' };
	const known = OF_TRPC[error.code];
	if (known) return { code: known };
	const id = randomBytes(4).toString('hex');
	logError(id, cause ?? error);
	return { code: 'UNKNOWN', id };
}
