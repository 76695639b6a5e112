/** Who may read the contents of the ledger from afar: anyone in a demonstration or where it is set so, else who holds the reader's code. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Results are for the committee and whomever it publishes to; the chain itself is for everybody. The code is made from the
 * server's secret: 130 bits, the same for all readers, so that it names nobody.
 */
export const readerCode = (secret: string): string =>
	createHmac('sha256', secret)
		.update('murmure ledger reader 1')
		.digest('base64url')
		.replace(/[-_]/g, 'x')
		.slice(0, 24);

/** @param authorization the request's header, `Bearer CODE`. */
export function mayReadContents(
	authorization: string | null,
	{ secret, open }: { secret: string; open: boolean },
): boolean {
	if (open) return true;
	const given = Buffer.from(/^Bearer ([\w-]{1,80})$/.exec(authorization ?? '')?.[1] ?? '');
	const wanted = Buffer.from(readerCode(secret));
	return given.length === wanted.length && timingSafeEqual(given, wanted);
}
