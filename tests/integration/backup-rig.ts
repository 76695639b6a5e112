/** Servers and devices of a drill: a server can be lost with its database and its keys, a device keeps its wallet. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { prepareContributor } from '#client/contributor.ts';
import { createWallet, memoryStore } from '#client/wallet.ts';
import { countVoices } from '#server/analytics/stage-voices.ts';
import type { Database } from '#server/db/database.ts';
import { createFastBlinder } from '#server/demo/fast-blinder.ts';
import type { PooledVoice } from '#server/voices/context.ts';
import { issueBallots } from '#server/voices/issue-ballots.ts';
import { readMyRounds } from '#server/voices/my-rounds.ts';
import { readPublicKeys } from '#server/voices/public-keys.ts';
import { startVoices } from '#server/voices/start-voices.ts';
import { answerOf } from '#server/voices/submit-voice.ts';

export const PASSPHRASE = 'correct horse battery staple';
/** For tests: a derivation that does not take half a second. */
export const CHEAP = { N: 2 ** 15 };
const blinder = createFastBlinder();

export function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'murmure-backup-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

export type Server = ReturnType<typeof startServer>;

/** @param counted gets every voice that a closing counts. */
export function startServer(
	db: Database,
	{ keyDir, now, counted = [] }: { keyDir: string; now: () => Date; counted?: PooledVoice[] },
) {
	const voices = startVoices({
		db,
		keyDir,
		batchEvery: 0,
		now,
		rebuildMarts: async () => {},
		countVoices: (tree, pools, period, some) => {
			counted.push(...some);
			return countVoices(tree, pools, period, some);
		},
	});
	return {
		...voices,
		db,
		/** Posts one envelope and has its batch written. @returns the HTTP status. */
		async post(body: string): Promise<number> {
			let settled = false;
			const answer = voices.submit(Buffer.from(body)).finally(() => (settled = true));
			while (!settled) {
				await new Promise((resolve) => setTimeout(resolve, 5));
				await voices.flush();
			}
			return answerOf(await answer).status;
		},
	};
}

/** A person's device, as the page drives it. */
export function makeDevice(personId: string) {
	const wallet = createWallet(memoryStore());
	const posted: string[] = [];
	return {
		wallet,
		posted,
		/** Opens the page on that server. */
		async visit(server: Server) {
			const { db, context } = server;
			const contributor = await prepareContributor(
				personId,
				{
					mine: () => readMyRounds(db, personId),
					issue: (asked) => issueBallots(context, personId, asked),
				},
				{
					wallet,
					blinder,
					fetchKeys: () => readPublicKeys(db),
					sending: {
						random: () => 0,
						post: async (body) => {
							posted.push(body);
							return server.post(body);
						},
					},
				},
			);
			return contributor;
		},
		/** Waits until nothing is on its way. */
		async settled(): Promise<void> {
			for (;;) {
				const entries = await wallet.ofOwner(personId);
				if (entries.every(({ outbox }) => outbox?.state !== 'waiting')) return;
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
		},
	};
}
