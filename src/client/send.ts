/** Sends a sealed voice without saying who or when: after a random delay, without cookie or referrer, again until it is acknowledged. */
import { fail, ok, type Result } from '#contracts/errors.ts';
import { MAX_DELAY_SECONDS } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import { keepVoice, openKeptVoice } from './kept-voice.ts';
import { oneTab } from './one-tab.ts';
import { sealVoice } from './seal.ts';
import type { Outbox, Wallet, WalletEntry } from './wallet.ts';

/** First and longest wait between two attempts, in milliseconds. */
const RETRY_FIRST = 1_000;
const RETRY_LONGEST = 60_000;

/** HTTP status of one attempt; 0 where there was no answer. */
export type Post = (body: string) => Promise<number>;

export type SenderParts = {
	wallet: Wallet;
	post?: Post;
	now?: () => number;
	/** Uniform in [0, 1). */
	random?: () => number;
	wait?: (milliseconds: number) => Promise<void>;
	/** One tab at a time; `navigator.locks` where there is one. */
	alone?: <T>(name: string, work: () => Promise<T>) => Promise<T>;
};

export type Sender = {
	/**
	 * Seals the voice, keeps it and sends it on its way. A second call for the same round while one is being
	 * prepared joins it (a double click sends once); a later one replaces the former voice.
	 * @returns at once when it is kept: `sent` settles when the server has it or will never take it.
	 * BALLOT_REFUSED without a ballot on this device.
	 */
	contribute(
		owner: string,
		round: string,
		voice: Voice,
		sealKey: string,
	): Promise<Result<{ version: number; sent: Promise<Outbox['state']> }>>;
	/**
	 * Seals anew and sends again what was sent for rounds that got new keys since (`renewWallet` made it so).
	 * @param sealKeyOf the round's public key in the checked list; undefined where there is none.
	 * @returns the rounds, once all is kept; sending goes on.
	 */
	reseal(owner: string, sealKeyOf: (round: string) => string | undefined): Promise<string[]>;
	/** Takes up what an earlier visit left waiting. @returns rounds with how each ended. */
	resume(owner: string): Promise<Map<string, Outbox['state']>>;
};

/** `fetch` as a voice is posted: nothing in it names the person, and leaving the page does not cut it short. */
export const postVoice: Post = async (body) => {
	try {
		const response = await fetch('/api/voice', {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/json' },
			credentials: 'omit',
			referrerPolicy: 'no-referrer',
			cache: 'no-store',
			redirect: 'error',
			keepalive: true,
		});
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
	}
};

export function createSender(parts: SenderParts): Sender {
	const { wallet } = parts;
	const now = parts.now ?? Date.now;
	const random = parts.random ?? uniform;
	const alone = parts.alone ?? oneTab;
	const preparing = new Map<string, ReturnType<Sender['contribute']>>();
	const delivering = new Map<string, Promise<Outbox['state']>>();

	const deliver = (owner: string, round: string): Promise<Outbox['state']> => {
		const key = `${owner} ${round}`;
		const running = delivering.get(key);
		if (running) return running;
		const job = deliverUntilSettled(parts, owner, round).finally(() => delivering.delete(key));
		delivering.set(key, job);
		return job;
	};

	const prepare = async (
		owner: string,
		round: string,
		voice: Voice,
		sealKey: string,
	): ReturnType<Sender['contribute']> => {
		const entry = await alone(`murmure ${round}`, async () => {
			const kept = await wallet.find(owner, round);
			if (!kept?.ballot) return null;
			const version = kept.version + 1;
			const { purpose, pool, request, ballot } = kept;
			const { serial, privateKey } = request;
			const held = { purpose, round, pool, serial, ballot, privateKey };
			const body = await sealVoice(voice, held, sealKey, version);
			const notBefore = now() + Math.floor(random() * MAX_DELAY_SECONDS * 1_000);
			const outbox = { body, notBefore, state: 'waiting' as const };
			const next: WalletEntry = { ...kept, version, outbox, voice: await keepVoice(voice) };
			await wallet.save(next);
			return next;
		});
		if (!entry) return fail('BALLOT_REFUSED');
		return ok({ version: entry.version, sent: deliver(owner, round) });
	};

	const contribute: Sender['contribute'] = (owner, round, voice, sealKey) => {
		const key = `${owner} ${round}`;
		const running = preparing.get(key);
		if (running) return running;
		const job = prepare(owner, round, voice, sealKey).finally(() => preparing.delete(key));
		preparing.set(key, job);
		return job;
	};

	return {
		contribute,
		async reseal(owner, sealKeyOf) {
			const resealed: string[] = [];
			for (const { round, ballot, outbox, voice } of await wallet.ofOwner(owner)) {
				const sealKey = sealKeyOf(round);
				if (!ballot || outbox || !voice || !sealKey) continue;
				const kept = await openKeptVoice(voice);
				if (kept && (await contribute(owner, round, kept, sealKey)).ok) resealed.push(round);
			}
			return resealed;
		},
		async resume(owner) {
			const waiting = (await wallet.ofOwner(owner)).filter(
				(entry) => entry.outbox?.state === 'waiting',
			);
			const ended = await Promise.all(
				waiting.map(async ({ round }) => [round, await deliver(owner, round)] as const),
			);
			return new Map(ended);
		},
	};
}

/** Posts the latest sealed voice of a round until it is settled; a replacement made meanwhile is posted in its turn. */
async function deliverUntilSettled(
	{ wallet, post = postVoice, now = Date.now, random = uniform, wait = sleep }: SenderParts,
	owner: string,
	round: string,
): Promise<Outbox['state']> {
	for (let pause = RETRY_FIRST; ;) {
		const outbox = (await wallet.find(owner, round))?.outbox;
		if (!outbox || outbox.state !== 'waiting') return outbox?.state ?? 'refused';
		if (outbox.notBefore > now()) {
			await wait(outbox.notBefore - now());
			continue;
		}
		const state = stateAfter(await post(outbox.body));
		if (state === 'waiting') {
			await wait(pause * (0.5 + random()));
			pause = Math.min(pause * 2, RETRY_LONGEST);
			continue;
		}
		const entry = await wallet.find(owner, round);
		// Only this very voice is settled: a newer one is still to be posted.
		if (entry?.outbox?.body === outbox.body)
			await wallet.save({ ...entry, outbox: { ...outbox, state } });
	}
}

function stateAfter(status: number): Outbox['state'] {
	if (status >= 200 && status < 300) return 'arrived';
	if (status === 409) return 'closed';
	// A proxy's refusal, an overload or no answer at all: nothing was lost, the same bytes go again.
	return [400, 403, 404, 413].includes(status) ? 'refused' : 'waiting';
}

const uniform = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
const sleep = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));
