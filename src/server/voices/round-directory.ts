/** Public keys of rounds as this process needs them all the time; a key list changes only after a restore, so it is read once and its hash looked at now and then. */
import { createPublicKey } from 'node:crypto';
import { keyListSchema, type RoundKeys } from '#contracts/protocol.ts';
import type { RandomWords } from '#release/noise.ts';
import type { Database } from '../db/database.ts';
import { keyListHashOf, poolSizes, readRound, readSeason } from '../db/voices.ts';
import type { PoolKeys } from './check-envelope.ts';
import { createDummies, type SealedVoice } from './seal-box.ts';
import { below } from './shuffle.ts';

export type KnownRound = {
	keyListHash: string;
	keys: RoundKeys;
	poolKeys: PoolKeys;
	/** Seals one dummy to the round's key, in a pool drawn as a person's would be. */
	dummy: () => Promise<SealedVoice>;
};

export type RoundDirectory = {
	/** Null for a round that no season has. */
	find(roundId: string): Promise<KnownRound | null>;
};

/** Rounds kept at once: two seasons and some, so that made-up names cannot fill the memory. */
const KEPT = 16;
/** Milliseconds for which a key list is taken to be the same. */
const TRUSTED = 5_000;

export function createRoundDirectory(
	db: Database,
	random: RandomWords,
	now: () => number = Date.now,
): RoundDirectory {
	const known = new Map<string, { found: Promise<KnownRound | null>; until: number }>();
	return {
		async find(roundId) {
			const kept = known.get(roundId);
			if (kept && kept.until > now()) return kept.found;
			if (kept && (await kept.found)?.keyListHash === (await keyListHashOf(db, roundId))) {
				kept.until = now() + TRUSTED;
				return kept.found;
			}
			const found = load(db, random, roundId);
			known.set(roundId, { found, until: now() + TRUSTED });
			if (known.size > KEPT) known.delete(known.keys().next().value!);
			// An unknown round may be opened later; an error is tried again.
			if ((await found.catch(() => null)) === null) known.delete(roundId);
			return found;
		},
	};
}

async function load(
	db: Database,
	random: RandomWords,
	roundId: string,
): Promise<KnownRound | null> {
	const round = await readRound(db, roundId);
	const season = round && (await readSeason(db, round.seasonId));
	if (!season) return null;
	const keys = keyListSchema
		.parse(JSON.parse(season.keyList))
		.rounds.find((one) => one.round === roundId);
	if (!keys) return null;
	const poolKeys = new Map(
		Object.entries(keys.pools).map(([pool, spki]) => [
			pool,
			createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' }),
		]),
	);
	const people = [...(await poolSizes(db, season.seasonId))].flatMap(([pool, size]) =>
		Array.from({ length: size }, () => pool),
	);
	const place = { purpose: keys.purpose, roundId };
	const dummy = await createDummies(keys.sealKey, place, people, (limit) => below(limit, random));
	return { keyListHash: season.keyListHash, keys, poolKeys, dummy };
}
