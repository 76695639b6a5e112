/** `murmure verify [--remote URL]`: checks the ledger and what a server serves, without trusting whoever keeps them. */
import type { Audit } from '#release/audit.ts';
import { readerCode } from '#server/ledger-reader.ts';
import { ensureSecret, loadConfig } from '#server/load-config.ts';
import { auditDatabase } from '../verify/local.ts';
import { readOptions, type VerifyOptions } from '../verify/options.ts';
import { RemoteError } from '../verify/fetch-remote.ts';
import { auditRemote } from '../verify/remote.ts';
import { withDatabase } from '../with-database.ts';

/** Exit codes: 0 nothing failed, 1 something did (or nothing answered), 2 bad usage. */
export async function run(argv: string[]): Promise<number> {
	const options = readOptions(argv);
	if (options.readerCode) {
		process.stdout.write(`${readerCode(ensureSecret(loadConfig()))}\n`);
		return 0;
	}
	try {
		const report = await auditFor(options);
		const source = options.remote?.origin ?? 'database';
		if (options.json) process.stdout.write(`${JSON.stringify({ source, ...report })}\n`);
		else show(report, source);
		return report.ok ? 0 : 1;
	} catch (error) {
		if (!(error instanceof RemoteError)) throw error;
		const { message } = error;
		if (options.json) process.stdout.write(`${JSON.stringify({ ok: false, error: message })}\n`);
		else process.stderr.write(`murmure verify: ${message}\n`);
		return 1;
	}
}

const auditFor = ({ remote, ...rest }: VerifyOptions): Promise<Audit> =>
	remote
		? auditRemote(remote, { remote, ...rest })
		: withDatabase(({ db }) => auditDatabase(db, rest.anchors));

const SAYS = { held: 'holds  ', failed: 'FAILED ', 'not-checked': 'not checked' } as const;

function show(report: Audit, source: string): void {
	const out = (line: string) => process.stdout.write(`${line}\n`);
	for (const { check, state, note } of report.checks)
		out(`${SAYS[state].padEnd(12)} ${check}: ${note}`);
	for (const { check, rule, seq, subject } of report.faults)
		process.stderr.write(
			`${check}: ${rule}${seq === undefined ? '' : ` at entry ${seq}`}${subject ? ` (${subject})` : ''}\n`,
		);
	for (const what of report.beyond) out(`beyond any check: ${what}`);
	const { entries, seasons, periods, head } = report;
	const counted = `${entries} entries, ${seasons} seasons, ${periods} periods`;
	if (report.ok) out(`the ledger holds: ${counted} (${source})`);
	else process.stderr.write(`the ledger does not hold (${source})\n`);
	out(`head ${head ? `${head.seq}:${head.hash}` : 'none'}`);
}
