/** Asks a server for what anyone may have of it: without a cookie, so that it cannot know who checks. */
import { keyListSchema } from '#contracts/protocol.ts';
import { ledgerPageSchema, type LedgerRow } from '#contracts/web-manifest.ts';

/** A server that cannot be checked at all: its message says why. */
export class RemoteError extends Error {
	override name = 'RemoteError';
}

const PATIENCE_MS = 30_000;
/** Pages of the ledger: some million rows, so that a server cannot send for ever. */
const MOST_PAGES = 4_000;

export type Ask = (path: string, headers?: Record<string, string>) => Promise<Response>;

/** @throws RemoteError where nothing answers. */
export const askAt =
	(origin: URL): Ask =>
	async (path, headers = {}) => {
		try {
			return await fetch(new URL(path, origin), {
				headers,
				redirect: 'manual',
				credentials: 'omit',
				signal: AbortSignal.timeout(PATIENCE_MS),
			});
		} catch (error) {
			const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name;
			throw new RemoteError(`${origin.origin} does not answer (${cause})`);
		}
	};

async function jsonAt(ask: Ask, path: string, headers?: Record<string, string>): Promise<unknown> {
	const response = await ask(path, headers);
	const body = await response.text();
	try {
		if (response.status === 200) return JSON.parse(body);
	} catch {
		// Told below, like any other answer that is none.
	}
	throw new RemoteError(`${path} answers ${response.status}, and not what a Murmure would`);
}

/** All rows, page after page. */
export async function fetchLedger(ask: Ask, code: string | null): Promise<LedgerRow[]> {
	const rows: LedgerRow[] = [];
	let next: number | null = 0;
	for (let page = 0; next !== null; page++) {
		const given = await jsonAt(
			ask,
			`/api/ledger?from=${next}`,
			code ? { authorization: `Bearer ${code}` } : {},
		);
		const parsed = ledgerPageSchema.safeParse(given);
		if (!parsed.success || page === MOST_PAGES)
			throw new RemoteError('/api/ledger answers something that is no ledger');
		rows.push(...parsed.data.rows);
		// Not further on: it would never end.
		if (parsed.data.next !== null && parsed.data.next <= next)
			throw new RemoteError('/api/ledger goes round in circles');
		next = parsed.data.next;
	}
	return rows;
}

/** Key lists by season, as devices are given them; unparsed, so that a wrong one is a fault and no crash. */
export async function fetchKeyLists(ask: Ask): Promise<Map<string, unknown>> {
	const given = (await jsonAt(ask, '/api/keys')) as { seasons?: { keyList?: unknown }[] };
	const lists = new Map<string, unknown>();
	for (const { keyList } of Array.isArray(given?.seasons) ? given.seasons : []) {
		const parsed = keyListSchema.safeParse(keyList);
		lists.set(parsed.success ? parsed.data.season : `malformed ${lists.size}`, keyList);
	}
	return lists;
}
