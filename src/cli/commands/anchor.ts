/** `murmure anchor` notes the ledger's head wherever that was asked for; `--mail ADDRESS` or `--no-mail` says who is sent it. */
import { parseArgs } from 'node:util';
import { anchorContext, anchorHead } from '#server/services/anchor-head.ts';
import { setAnchorMail } from '#server/services/set-anchor-mail.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

const USAGE = 'anchor [--mail ADDRESS | --no-mail]';
const NOWHERE =
	'nothing says where: “anchor --mail ADDRESS”, MURMURE_ANCHOR_FILE, MURMURE_ANCHOR_GIT or MURMURE_ANCHOR_TSA';

export async function run(argv: string[]): Promise<number> {
	const mail = readOptions(argv);
	return withDatabase(async ({ db }, config) => {
		if (mail !== undefined) {
			const set = await setAnchorMail(db, mail);
			if (!set.ok) throw new UsageError(`--mail: ${set.code}`);
			process.stdout.write(mail ? 'the head will be mailed\n' : 'the head will not be mailed\n');
			return 0;
		}
		const context = anchorContext(db, config);
		try {
			const anchored = await anchorHead(context);
			if (!anchored.ok) throw new UsageError('this Murmure is not set up yet: it has no ledger');
			const { head, channels } = anchored.value;
			if (channels.length === 0) throw new UsageError(NOWHERE);
			process.stdout.write(`head ${head.seq}:${head.hash}\n`);
			for (const noted of channels)
				process.stdout.write(
					noted.ok ? `ok  ${noted.channel}\n` : `NO  ${noted.channel} (${noted.why})\n`,
				);
			return channels.every(({ ok }) => ok) ? 0 : 1;
		} finally {
			context.mailer.close();
		}
	});
}

/** Undefined: nothing to set. */
function readOptions(argv: string[]): string | null | undefined {
	try {
		const { values } = parseArgs({
			args: argv,
			options: { mail: { type: 'string' }, 'no-mail': { type: 'boolean' } },
		});
		if (values.mail !== undefined && values['no-mail']) throw new Error('one of the two');
		return values['no-mail'] ? null : values.mail;
	} catch (error) {
		throw new UsageError(`${USAGE}: ${(error as Error).message}`);
	}
}
