/** The one way from a page to the server's procedures; types only cross from the server. */
import { TRPCClientError } from '@trpc/client';
import { createTRPCClient } from 'trpc-sveltekit';
import { ERROR_CODES, type ErrorCode, type Failure } from '#contracts/errors.ts';
import type { AppRouter } from '#server/trpc/router.ts';

let client: ReturnType<typeof createTRPCClient<AppRouter>> | undefined;

/** In the browser only: on the server, `load` uses `call` of src/routes/call.ts. */
export const trpc = () => (client ??= createTRPCClient<AppRouter>());

/** What a call that failed says, in the closed list's terms; UNAVAILABLE when nothing answered. */
export function failureOf(error: unknown): {
	code: ErrorCode;
	detail?: Failure['detail'];
	id?: string;
} {
	if (!(error instanceof TRPCClientError)) return { code: 'UNKNOWN' };
	const data = error.data as { code?: string; detail?: Failure['detail']; id?: string } | undefined;
	const code = ERROR_CODES.find((known) => known === data?.code);
	if (!code) return { code: 'UNAVAILABLE' };
	return {
		code,
		...(data?.detail ? { detail: data.detail } : {}),
		...(data?.id ? { id: data.id } : {}),
	};
}
