/** A small organisation with its services and simulated devices, on a fresh database: what the tests of the anonymous voice start from. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import { afterAll, expect, inject } from 'vitest';
import { finishBallot, requestBallot, type BallotRequest } from '#client/ballots.ts';
import { sealVoice, type HeldBallot } from '#client/seal.ts';
import type { Plan } from '#contracts/cells.ts';
import { keyListSchema, type KeyList } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import { genesis } from '#release/entries.ts';
import { countVoices } from '#server/analytics/stage-voices.ts';
import { appendLedger, readLedger } from '#server/db/ledger.ts';
import { organisation, person, unit } from '#server/db/schema/index.ts';
import { inboxOf } from '#server/db/inbox.ts';
import { lastSeason, roundsInState } from '#server/db/voices.ts';
import { createFastBlinder } from '#server/demo/fast-blinder.ts';
import { createBatcher } from '#server/voices/batcher.ts';
import type { VoiceContext } from '#server/voices/context.ts';
import { issueBallots } from '#server/voices/issue-ballots.ts';
import { createKeyStore } from '#server/voices/key-store.ts';
import { makeRoundKeys, type FreshKeys } from '#server/voices/make-round-keys.ts';
import { openSeason, type MakeKeys } from '#server/voices/open-season.ts';
import { createRoundDirectory } from '#server/voices/round-directory.ts';
import { submitVoice } from '#server/voices/submit-voice.ts';
import { freshDatabase } from './database.ts';

export const PLAN: Plan = { valence: 2, emotion: 1, difficulty: 2, factor: 2 };
export const VOICE: Voice = {
	valence: -1,
	emotion: 'fatigue',
	difficulty: 'fatigue',
	factors: ['intensity-', 'relations+'],
};
export const ROUND = 'pulse:2026-11';
export const random = (): number => randomInt(2 ** 32);
const blinder = createFastBlinder();

export type Rig = Awaited<ReturnType<typeof makeRig>>;

/** Twelve people in `a`, ten in `b`, three in `c` (too few: counted at the root), two at the root; November 2026 is open. */
export async function makeRig({ open = true }: { open?: boolean } = {}) {
	const database = await freshDatabase();
	const folder = mkdtempSync(join(tmpdir(), 'murmure-keys-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const { db } = database;
	// A file makes many rigs: each gives its connections back soon.
	Object.assign(database.pool.options, { max: 6, idleTimeoutMillis: 300 });
	const clock = { now: new Date('2026-11-10T10:00:00Z') };
	const keys = createKeyStore(folder);
	const context: VoiceContext = {
		db,
		keys,
		random,
		now: () => clock.now,
		countVoices,
		rebuildMarts: () => Promise.resolve(),
	};
	await db
		.insert(organisation)
		.values({ id: 1, name: 'Essai', lang: 'fr', k: 5, periodKind: 'month', plan: PLAN });
	await db.insert(unit).values([
		{ unitId: 'root', parentId: null, name: 'Essai', position: 0 },
		...['a', 'b', 'c'].map((unitId, position) => ({
			unitId,
			parentId: 'root',
			name: `Unité ${unitId}`,
			position,
		})),
	]);
	const people = [...crowd('a', 12), ...crowd('b', 10), ...crowd('c', 3), ...crowd('root', 8)];
	await db.insert(person).values(people);
	await appendLedger(db, [genesis({ organisation: 'Essai', k: 5, plan: PLAN })]);
	if (open) expect(await openSeason(context, sharedKeys())).toMatchObject({ ok: true });
	const directory = createRoundDirectory(db, random);
	const batcher = createBatcher({
		now: () => clock.now.getTime(),
		openRounds: async () => (await roundsInState(db, 'open')).map(({ roundId }) => roundId),
		db,
		random,
		every: 0,
		dummies: async (roundId) => (await directory.find(roundId))!.dummy,
	});
	context.cover = () => batcher.cover();
	const rig = {
		...database,
		folder,
		clock,
		context,
		directory,
		batcher,
		people,
		keyList: async (): Promise<KeyList> =>
			keyListSchema.parse(JSON.parse((await lastSeason(db))!.keyList)),
		submit: (body: string | Uint8Array) =>
			submitVoice({ directory, batcher }, typeof body === 'string' ? Buffer.from(body) : body),
		/** Posts, and has the batch written. */
		async post(...bodies: (string | Uint8Array)[]) {
			let settled = false;
			const answers = Promise.all(bodies.map((body) => rig.submit(body)));
			void answers.finally(() => (settled = true));
			while (!settled) {
				await new Promise((resolve) => setTimeout(resolve, 5));
				await batcher.flush();
			}
			return answers;
		},
		async ballot(personId: string, round = ROUND): Promise<HeldBallot & { sealKey: string }> {
			const [answer] = await issueBallots(context, personId, [
				{ round, blinded: toBlinded(await rig.request(personId, round)) },
			]);
			if (!answer?.ok) throw new Error(`no ballot: ${answer?.code}`);
			return rig.finish(personId, round, answer.value);
		},
		requests: new Map<string, BallotRequest>(),
		async request(personId: string, round = ROUND): Promise<BallotRequest> {
			const kept = rig.requests.get(`${personId} ${round}`);
			if (kept) return kept;
			const pool = POOL[people.find((one) => one.personId === personId)!.unitId]!;
			const keysOfRound = (await rig.keyList()).rounds.find((one) => one.round === round)!;
			const request = await requestBallot(keysOfRound.pools[pool]!, blinder);
			rig.requests.set(`${personId} ${round}`, request);
			return request;
		},
		async finish(personId: string, round: string, issued: { pool: string; signature: string }) {
			const request = rig.requests.get(`${personId} ${round}`)!;
			const keysOfRound = (await rig.keyList()).rounds.find((one) => one.round === round)!;
			const ballot = await finishBallot(
				request,
				keysOfRound.pools[issued.pool]!,
				issued.signature,
				blinder,
			);
			return {
				purpose: 'pulse' as const,
				round,
				pool: issued.pool,
				serial: request.serial,
				ballot: ballot!,
				privateKey: request.privateKey,
				sealKey: keysOfRound.sealKey,
			};
		},
		async envelope(personId: string, voice: Voice = VOICE, version = 1, round = ROUND) {
			const held = await rig.ballot(personId, round);
			return sealVoice(voice, held, held.sealKey, version);
		},
		inbox: (round = ROUND) => inboxOf(db, round),
		ledger: () => readLedger(db),
	};
	return rig;
}

const madeKeys: Promise<FreshKeys>[] = [];

declare module 'vitest' {
	export interface ProvidedContext {
		/** Keys made ahead for the rounds of a first season; where there are none, a file makes its own. */
		seasonKeys: FreshKeys[] | undefined;
	}
}

/** The rigs of a file share their first keys: making them is most of the work. */
export function sharedKeys(): MakeKeys {
	let at = 0;
	return async (poolIds) => {
		const made = inject('seasonKeys')?.[at];
		const keys = (madeKeys[at++] ??= made
			? Promise.resolve(made)
			: makeRoundKeys(['a', 'b', 'root']));
		const { pools } = await keys;
		return poolIds.every((id) => id in pools) && poolIds.length === 3
			? keys
			: makeRoundKeys(poolIds);
	};
}

const POOL: Record<string, string> = { a: 'a', b: 'b', c: 'root', root: 'root' };
export const toBlinded = (request: BallotRequest): string => request.blinded;

function crowd(unitId: string, size: number) {
	return Array.from({ length: size }, (_, i) => ({
		personId: `${unitId}-${i}`,
		mail: `${unitId}-${i}@example.org`,
		name: `Personne ${unitId} ${String(i).padStart(2, '0')}`,
		unitId,
	}));
}
