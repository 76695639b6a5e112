/** Notes the ledger's head everywhere it was asked for: at each release, and by hand. */
import { join } from 'node:path';
import { fail, ok, type Result } from '#contracts/errors.ts';
import type { Anchor } from '#release/ledger.ts';
import { noteByMail } from '../anchors/note-by-mail.ts';
import { noteInFile } from '../anchors/note-in-file.ts';
import { noteInGit } from '../anchors/note-in-git.ts';
import type { Channel, Noted } from '../anchors/note.ts';
import { noteTimestamp } from '../anchors/timestamp.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { readHead } from '../db/ledger.ts';
import { findOrganisation } from '../db/organisation.ts';
import { log, logError } from '../log.ts';
import { createMailer, type Mailer } from '../mail/mailer.ts';
import { dayOf } from './context.ts';

export type AnchorContext = { db: Database; config: Config; mailer: Mailer; now: () => Date };
export type Anchored = { head: Anchor; channels: ({ channel: Channel } & Noted)[] };

/** Where the mail of these settings leaves, for a command; to be closed. */
export const anchorContext = (db: Database, config: Config): AnchorContext => ({
	db,
	config,
	mailer: createMailer(config),
	now: () => new Date(),
});

/** One channel that fails keeps none of the others from it. @returns how each ended, in a fixed order; NOT_FOUND before the set-up. */
export async function anchorHead(context: AnchorContext): Promise<Result<Anchored>> {
	const { db, config, mailer } = context;
	const [head, organisation] = await Promise.all([readHead(db), findOrganisation(db)]);
	if (!head || !organisation) return fail('NOT_FOUND');
	const anchor = { seq: head.seq, hash: head.hash };
	const day = dayOf(context.now());
	const { anchorFile, anchorGit, anchorTsa, dataDir, origin } = config;
	const { anchorMail: to, lang, name } = organisation;
	const noting: [Channel, Promise<Noted> | null][] = [
		['mail', to && noteByMail(mailer, anchor, { to, lang, organisation: name, origin, day })],
		['file', anchorFile && noteInFile(anchorFile, anchor, day)],
		['git', anchorGit && noteInGit(anchorGit, anchor, day)],
		['timestamp', anchorTsa && noteTimestamp(anchorTsa, join(dataDir, 'anchors'), anchor)],
	].map(([channel, noted]) => [channel as Channel, (noted || null) as Promise<Noted> | null]);
	const channels: Anchored['channels'] = [];
	for (const [channel, noted] of noting) if (noted) channels.push({ channel, ...(await noted) });
	return ok({ head: anchor, channels });
}

/** After a release: nothing that goes wrong here may hold it up, so it only says so. */
export async function anchorRelease(context: AnchorContext): Promise<void> {
	try {
		const anchored = await anchorHead(context);
		if (!anchored.ok) return;
		for (const outcome of anchored.value.channels)
			if (outcome.ok) log('ledger anchored', { by: outcome.channel });
			else log('ledger not anchored', { by: outcome.channel, why: outcome.why });
	} catch (error) {
		logError('anchor', error);
	}
}
