/** `murmure verify [--anchor SEQ:HASH]`: checks the ledger, without trusting whoever keeps it. */
import { parseArgs } from 'node:util';
import { verifyLedger } from '#release/verify-ledger.ts';
import { readLedger, sha256hex } from '#server/db/ledger.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

export async function run(argv: string[]): Promise<number> {
	const anchor = readAnchor(argv);
	const report = await withDatabase(async ({ db }) =>
		verifyLedger(await readLedger(db), sha256hex, anchor),
	);
	for (const { seq, rule, subject } of report.faults)
		process.stderr.write(`entry ${seq}: ${rule}${subject ? ` (${subject})` : ''}\n`);
	if (!report.ok) {
		process.stderr.write('the ledger does not hold\n');
		return 1;
	}
	const head = report.head ? `${report.head.seq}:${report.head.hash}` : 'none';
	process.stdout.write(
		`the ledger holds: ${report.entries} entries, ${report.seasons} seasons, ${report.periods} periods\nhead ${head}\n`,
	);
	return 0;
}

function readAnchor(argv: string[]): { seq: number; hash: string } | undefined {
	let given: string | undefined;
	try {
		given = parseArgs({ args: argv, options: { anchor: { type: 'string' } } }).values.anchor;
	} catch (error) {
		throw new UsageError(`verify [--anchor SEQ:HASH]: ${(error as Error).message}`);
	}
	if (given === undefined) return undefined;
	const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given);
	if (!found) throw new UsageError('--anchor is SEQ:HASH, as an earlier “verify” printed its head');
	return { seq: Number(found[1]), hash: found[2] ?? '' };
}
