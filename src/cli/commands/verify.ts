/** `murmure verify [--anchor SEQ:HASH] [--anchors FILE]`: checks the ledger, without trusting whoever keeps it. */
import { parseArgs } from 'node:util';
import type { Anchor } from '#release/ledger.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { readLedger, sha256hex } from '#server/db/ledger.ts';
import { parseAnchors, readAnchors } from '#server/services/read-anchors.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

export async function run(argv: string[]): Promise<number> {
	const anchors = await anchorsOf(readOptions(argv));
	const report = await withDatabase(async ({ db }) =>
		verifyLedger(await readLedger(db), sha256hex, anchors),
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
	if (anchors.length > 0) process.stdout.write(`meets ${anchors.length} anchors\n`);
	return 0;
}

type Options = { anchor?: string; anchors?: string };

function readOptions(argv: string[]): Options {
	try {
		const { values } = parseArgs({
			args: argv,
			options: { anchor: { type: 'string' }, anchors: { type: 'string' } },
		});
		return values;
	} catch (error) {
		throw new UsageError(
			`verify [--anchor SEQ:HASH] [--anchors FILE]: ${(error as Error).message}`,
		);
	}
}

async function anchorsOf({ anchor, anchors }: Options): Promise<Anchor[]> {
	const given: Anchor[] = [];
	if (anchor !== undefined) {
		const [found] = parseAnchors(anchor);
		if (!found || anchor !== `${found.seq}:${found.hash}`)
			throw new UsageError('--anchor is SEQ:HASH, as an earlier “verify” printed its head');
		given.push(found);
	}
	if (anchors !== undefined) {
		const read = await readAnchors(anchors);
		if (!read.ok)
			throw new UsageError(
				`${anchors}: ${read.detail?.value ? `cannot be read (${read.detail.value})` : 'holds no anchor (SEQ:HASH)'}`,
			);
		given.push(...read.value);
	}
	return given;
}
