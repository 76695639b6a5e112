/** Makes the keys of one season once for all attacks: making them is most of the work of a test that starts from one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { makeRoundKeys, type FreshKeys } from '#server/voices/make-round-keys.ts';

export default async function setup(project: TestProject): Promise<void> {
	// A run of many builds, one after the other, keeps them in a file.
	const kept = process.env.MURMURE_ATTACK_KEYS;
	if (kept && existsSync(kept))
		return project.provide('seasonKeys', JSON.parse(readFileSync(kept, 'utf8')) as FreshKeys[]);
	const rounds = [1, 2, 3, 4].map(() => makeRoundKeys(['a', 'b', 'root']));
	const keys = await Promise.all(rounds);
	if (kept) writeFileSync(kept, JSON.stringify(keys));
	project.provide('seasonKeys', keys);
}
