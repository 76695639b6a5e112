/** Refuses requests before anything reads them: foreign origins, bodies that are too large or of unknown length. */
import type { ErrorCode } from '#contracts/errors.ts';

/** Bytes. An import file travels inside JSON; an anonymous voice has its own, exact check. */
const LIMITS: [RegExp, number][] = [
	[/^\/trpc\/admin\.import(Units|People)(\?|$)/, 4_000_000],
	// The largest journal in base64url, and its keys.
	[/^\/trpc\/journal\.write(\?|$)/, 360_000],
	[/^\/api\/voice$/, 8_192],
	[/^\/trpc\//, 131_072],
];
const LIMIT = 16_384;

export type Refusal = { status: number; code: ErrorCode };

/**
 * @param origin the address under which this request reached us.
 * @param anonymous endpoints take no cookie, so that nothing is gained by posting from elsewhere, and they need no Origin.
 */
export function guardRequest(
	request: Pick<Request, 'method' | 'headers'>,
	url: Pick<URL, 'pathname' | 'origin'>,
	{ anonymous }: { anonymous: boolean },
): Refusal | null {
	if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return null;
	if (!anonymous && request.headers.get('origin') !== url.origin)
		return { status: 403, code: 'BAD_ORIGIN' };
	const length = request.headers.get('content-length');
	const limit = LIMITS.find(([path]) => path.test(url.pathname))?.[1] ?? LIMIT;
	// Browsers always say the length; a stream of unknown length is not ours.
	if (length === null && request.headers.has('transfer-encoding'))
		return { status: 411, code: 'BODY_TOO_LARGE' };
	if (Number(length ?? 0) > limit) return { status: 413, code: 'BODY_TOO_LARGE' };
	return null;
}
