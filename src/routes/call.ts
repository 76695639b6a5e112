/** For `load` on the server: calls procedures directly, with the same authorisation and the same failures as over the wire. */
import { error } from '@sveltejs/kit';
import { TRPCError } from '@trpc/server';
import type { ErrorCode } from '#contracts/errors.ts';
import { getApp } from '#server/app.ts';
import { describeError, statusOf } from '#server/trpc/failures.ts';
import { createCaller } from '#server/trpc/router.ts';

type Caller = ReturnType<typeof createCaller>;

/** `const { overview } = await call(locals, (api) => api.committee.overview())`: failures become Kit errors with a stable code. */
export async function call<T>(
	locals: Pick<App.Locals, 'person' | 'lang'>,
	work: (api: Caller) => Promise<T>,
): Promise<T> {
	try {
		return await work(createCaller({ app: getApp(), person: locals.person, lang: locals.lang }));
	} catch (failed) {
		if (!(failed instanceof TRPCError)) throw failed;
		const { code, id } = describeError(failed);
		return error(statusOf(failed), { message: code, ...(id ? { id } : {}) });
	}
}

/** For form actions: the value, or the stable code of an expected failure. */
export async function callOr<T>(
	locals: Pick<App.Locals, 'person' | 'lang'>,
	work: (api: Caller) => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; code: ErrorCode }> {
	try {
		const caller = createCaller({ app: getApp(), person: locals.person, lang: locals.lang });
		return { ok: true, value: await work(caller) };
	} catch (failed) {
		if (!(failed instanceof TRPCError)) throw failed;
		return { ok: false, code: describeError(failed).code };
	}
}
