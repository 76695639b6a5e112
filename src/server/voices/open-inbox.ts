/** Opens every sealed row of a round in memory and keeps what counts: the highest version of each serial, no dummies. */
import type { RandomWords } from '#release/noise.ts';
import type { PooledVoice } from './context.ts';
import { createOpener, type RoundPlace, type SealedVoice } from './seal-box.ts';
import { shuffle } from './shuffle.ts';

/** Seals opened side by side: enough for the thread pool. */
const AT_ONCE = 64;

/** @returns voices in an order that says nothing, and how many rows did not open or held no valid voice. */
export async function openInbox(
	sealPrivate: JsonWebKey,
	place: RoundPlace,
	rows: readonly SealedVoice[],
	random: RandomWords,
): Promise<{ voices: PooledVoice[]; malformed: number }> {
	const open = await createOpener(sealPrivate, place);
	const last = shuffle(lastVersions(rows), random);
	const voices: PooledVoice[] = [];
	let malformed = 0;
	for (let at = 0; at < last.length; at += AT_ONCE) {
		const some = last.slice(at, at + AT_ONCE);
		const opened = await Promise.all(some.map(open));
		for (const [i, voice] of opened.entries()) {
			if (voice === 'malformed') malformed++;
			else if (voice !== 'dummy') voices.push({ ...voice, poolId: some[i]!.poolId });
		}
	}
	return { voices, malformed };
}

function lastVersions(rows: readonly SealedVoice[]): SealedVoice[] {
	const last = new Map<string, SealedVoice>();
	for (const row of rows) {
		const kept = last.get(row.serial);
		if (!kept || kept.version < row.version) last.set(row.serial, row);
	}
	return [...last.values()];
}
