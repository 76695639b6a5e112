/** A small organisation in a folder of its own, with devices that hold their ballots; every voice of every device is another, so that each can be told in the count. */
import { join } from 'node:path';
import { finishBallot, requestBallot } from '#client/ballots.ts';
import { sealVoice } from '#client/seal.ts';
import { DIFFICULTIES, EMOTIONS, FAMILIES, POLES, VALENCES, type Factor } from '#contracts/ids.ts';
import { keyListSchema } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import { genesis } from '#release/entries.ts';
import { countVoices } from '#server/analytics/stage-voices.ts';
import { openDatabase } from '#server/db/database.ts';
import { appendLedger } from '#server/db/ledger.ts';
import { runMigrations } from '#server/db/migrate.ts';
import { organisation, person, unit } from '#server/db/schema/index.ts';
import { lastSeason } from '#server/db/voices.ts';
import { createFastBlinder } from '#server/demo/fast-blinder.ts';
import { issueBallots } from '#server/voices/issue-ballots.ts';
import { openSeason } from '#server/voices/open-season.ts';
import { startVoices } from '#server/voices/start-voices.ts';

export type SoakDevice = {
	/** Last version sent, and last acknowledged. */
	sent: number;
	acknowledged: number;
	voiceNumber(version: number): number;
	seal(version: number): Promise<string>;
};

const PLAN = { valence: 1, emotion: 1, difficulty: 1, factor: 1 };
/** A device sends fewer versions than that. */
const VERSIONS = 64;

export async function prepareSoak(
	data: string,
	size: number,
): Promise<{ round: string; devices: SoakDevice[] }> {
	const database = await openDatabase({ databaseUrl: null, dataDir: data });
	try {
		await runMigrations(database.pool);
		const { db } = database;
		await db
			.insert(organisation)
			.values({ name: 'Essai', lang: 'fr', k: 8, periodKind: 'month', plan: PLAN });
		await db.insert(unit).values({ unitId: 'all', parentId: null, name: 'Essai', position: 0 });
		const people = Array.from({ length: size }, (_, i) => `person-${i}`);
		await db.insert(person).values(people.map((id) => ({ personId: id, name: id, unitId: 'all' })));
		await appendLedger(db, [genesis({ organisation: 'Essai', k: 8, plan: PLAN })]);
		const { context } = startVoices({
			db,
			keyDir: join(data, 'keys'),
			batchEvery: 0,
			countVoices,
			rebuildMarts: async () => {},
		});
		const opened = await openSeason(context);
		if (!opened.ok) throw new Error(opened.code);
		const keyList = keyListSchema.parse(JSON.parse((await lastSeason(db))!.keyList));
		const { round, pools, sealKey } = keyList.rounds[0]!;
		const blinder = createFastBlinder();
		const devices: SoakDevice[] = [];
		for (const [i, personId] of people.entries()) {
			const request = await requestBallot(pools.all!, blinder);
			const asked = [{ round, blinded: request.blinded }];
			const [issued] = await issueBallots(context, personId, asked);
			if (!issued?.ok) throw new Error(issued?.code);
			const ballot = (await finishBallot(request, pools.all!, issued.value.signature, blinder))!;
			const { serial, privateKey } = request;
			const held = { purpose: 'pulse' as const, round, pool: 'all', serial, ballot, privateKey };
			const voiceNumber = (version: number) => i * VERSIONS + version;
			devices.push({
				sent: 0,
				acknowledged: 0,
				voiceNumber,
				seal: (version) => sealVoice(voiceOfNumber(voiceNumber(version)), held, sealKey, version),
			});
		}
		return { round, devices };
	} finally {
		await database.close();
	}
}

/** Every choice of at most three factors, one pole a family. */
const FACTOR_SETS: Factor[][] = (() => {
	let sets: Factor[][] = [[]];
	for (const family of FAMILIES)
		sets = sets.flatMap((set) => [
			set,
			...(set.length < 3 ? POLES.map((pole) => [...set, `${family}${pole}` as Factor]) : []),
		]);
	return sets;
})();
const FEELINGS = [...EMOTIONS, 'none' as const];

/** The nth voice of all the different ones there are (some 47,000). */
function voiceOfNumber(number: number): Voice {
	let rest = number;
	const take = <T>(items: readonly T[]): T => {
		const item = items[rest % items.length]!;
		rest = Math.floor(rest / items.length);
		return item;
	};
	return {
		factors: take(FACTOR_SETS),
		emotion: take(FEELINGS),
		difficulty: take(DIFFICULTIES),
		valence: take(VALENCES),
	};
}

/** The number of a voice: the inverse of `voiceOfNumber`. */
export function describeVoice({ factors, emotion, difficulty, valence }: Voice): number {
	const set = FACTOR_SETS.findIndex((one) => one.join() === factors.join());
	const tail = DIFFICULTIES.indexOf(difficulty) + DIFFICULTIES.length * VALENCES.indexOf(valence);
	return set + FACTOR_SETS.length * (FEELINGS.indexOf(emotion) + FEELINGS.length * tail);
}
