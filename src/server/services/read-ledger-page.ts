/** Rows of the ledger for whoever checks it from afar: the chain for everybody, its contents for those who may read results. */
import { LEDGER_PAGE, type LedgerPage } from '#contracts/web-manifest.ts';
import { readLedgerFrom } from '../db/ledger.ts';
import type { ServiceContext } from './context.ts';

/** @param contents whether the reader may see what was published; else every payload is null. */
export async function readLedgerPage(
	{ db }: Pick<ServiceContext, 'db'>,
	from: number,
	contents: boolean,
): Promise<LedgerPage> {
	const rows = await readLedgerFrom(db, from, LEDGER_PAGE + 1);
	const page = rows.slice(0, LEDGER_PAGE);
	return {
		rows: page.map(({ seq, kind, payload, prevHash, hash }) => ({
			seq,
			kind,
			payload: contents ? payload : null,
			prevHash,
			hash,
		})),
		next: rows.length > LEDGER_PAGE ? (page.at(-1)?.seq ?? 0) + 1 : null,
	};
}
