import { beforeAll, describe, expect, it } from 'vitest';
import { sealVoice } from '#client/seal.ts';
import { ENVELOPE_BYTES, MIN_BATCH } from '#contracts/protocol.ts';
import { ANSWER_BYTES } from '#contracts/wire.ts';
import { createBatcher } from '#server/voices/batcher.ts';
import { makeRoundKeys } from '#server/voices/make-round-keys.ts';
import { issueBallots } from '#server/voices/issue-ballots.ts';
import { openInbox } from '#server/voices/open-inbox.ts';
import { answerOf } from '#server/voices/submit-voice.ts';
import { ROUND, VOICE, makeRig, random, toBlinded, type Rig } from './voices-rig.ts';

let rig: Rig;
beforeAll(async () => {
	rig = await makeRig();
});

const serialOf = async (personId: string) => (await rig.request(personId)).serial;
const rowsOf = async (personId: string) => {
	const serial = await serialOf(personId);
	return (await rig.inbox()).filter((row) => row.serial === serial);
};

describe('a ballot', () => {
	it('is the same again for the same request, also for twenty at once', async () => {
		const asked = [{ round: ROUND, blinded: toBlinded(await rig.request('a-0')) }];
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => issueBallots(rig.context, 'a-0', asked)),
		);
		expect(answers[0]![0]).toMatchObject({ ok: true, round: ROUND, value: { pool: 'a' } });
		for (const answer of answers) expect(answer).toEqual(answers[0]);
	});

	it('is refused for a second, different request', async () => {
		await rig.ballot('a-1');
		const another = [{ round: ROUND, blinded: toBlinded(await rig.request('a-0')) }];
		expect(await issueBallots(rig.context, 'a-1', another)).toEqual([
			{ round: ROUND, ok: false, code: 'BALLOT_ALREADY_ISSUED' },
		]);
	});

	it('is given once when two different requests race', async () => {
		const requests = await Promise.all(['a-2', 'a-3', 'a-4', 'a-5'].map((id) => rig.request(id)));
		const answers = await Promise.all(
			requests.map((request) =>
				issueBallots(rig.context, 'b-9', [{ round: ROUND, blinded: toBlinded(request) }]),
			),
		);
		expect(answers.flat().filter((answer) => answer.ok)).toHaveLength(1);
	});

	it('is not for strangers, unknown rounds or messages of another length', async () => {
		const blinded = toBlinded(await rig.request('a-6'));
		const code = async (personId: string, round: string, message: string) => {
			const [answer] = await issueBallots(rig.context, personId, [{ round, blinded: message }]);
			return answer!.ok ? 'ok' : answer!.code;
		};
		expect(await code('nobody', ROUND, blinded)).toBe('NOT_ELIGIBLE');
		expect(await code('a-6', 'pulse:2031-01', blinded)).toBe('ROUND_UNKNOWN');
		expect(await code('a-6', ROUND, blinded.slice(4))).toBe('BAD_INPUT');
		expect(await code('a-6', ROUND, `${'_'.repeat(341)}w`)).toBe('BAD_INPUT');
		expect(await code('a-6', ROUND, blinded)).toBe('ok');
	});

	it('can be fetched ahead for every round of the season', async () => {
		const rounds = (await rig.keyList()).rounds.map(({ round }) => round);
		expect(rounds).toHaveLength(4);
		for (const round of rounds) expect((await rig.ballot('a-7', round)).round).toBe(round);
	});

	it('leaves no trace of a time, of a use or of the request itself', async () => {
		const { rows } = await rig.pool.query('select * from ballot_issue where person_id = $1', [
			'a-0',
		]);
		expect(rows.map((row: object) => Object.keys(row))).toEqual([
			['round_id', 'person_id', 'request_hash'],
		]);
	});
});

describe('a voice', () => {
	it('is counted once when it is sent fifty times at once', async () => {
		const body = await rig.envelope('a-0');
		expect(Buffer.byteLength(body)).toBe(ENVELOPE_BYTES);
		const before = (await rig.inbox()).length;
		const answers = await rig.post(...Array.from({ length: 50 }, () => body));
		expect(answers.every((answer) => answer.ok)).toBe(true);
		expect(await rowsOf('a-0')).toHaveLength(1);
		expect((await rig.inbox()).length - before).toBe(MIN_BATCH);
	});

	it('is acknowledged again and stored once when it is sent again later', async () => {
		const before = (await rig.inbox()).length;
		expect(await rig.post(await rig.envelope('a-0'))).toEqual([{ ok: true, value: null }]);
		expect(await rowsOf('a-0')).toHaveLength(1);
		expect((await rig.inbox()).length).toBe(before);
	});

	it('is refused alike when forged, of another pool, of another round or signed by another key', async () => {
		const held = await rig.ballot('b-0');
		const other = await rig.ballot('b-1');
		const rounds = (await rig.keyList()).rounds;
		const later = await rig.ballot('b-0', rounds[1]!.round);
		const stranger = await makeRoundKeys(['b']);
		const seal = (over: Partial<typeof held>) =>
			sealVoice(VOICE, { ...held, ...over }, held.sealKey, 1);
		const good = JSON.parse(await seal({})) as { ballot: { signature: string }; pad: string };
		const { signature } = good.ballot;
		const broken = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
		const bodies = [
			await seal({ pool: 'a' }),
			await seal({ pool: 'nowhere' }),
			await seal({ round: rounds[1]!.round }),
			await seal({ ballot: later.ballot, privateKey: later.privateKey, serial: later.serial }),
			await seal({ privateKey: other.privateKey }),
			await seal({ ballot: other.ballot }),
			JSON.stringify({ ...good, ballot: { ...good.ballot, signature: broken } }),
			JSON.stringify({ ...good, version: 2 }),
			JSON.stringify({ ...good, ballot: { ...good.ballot, publicKey: 'B'.repeat(87) } }),
		];
		expect(stranger.pools.b).not.toBe(rounds[0]!.pools.b);
		const before = (await rig.inbox()).length;
		for (const answer of await rig.post(...bodies))
			expect(answer).toEqual({ ok: false, code: 'BALLOT_REFUSED' });
		expect((await rig.inbox()).length).toBe(before);
		expect(await rig.post(await seal({}))).toMatchObject([{ ok: true }]);
	});

	it('is malformed with one byte more or less, a field more, or no JSON', async () => {
		const body = await rig.envelope('b-1');
		const code = async (sent: string | Uint8Array) => {
			const [answer] = await rig.post(sent);
			return answer!.ok ? 'ok' : answer!.code;
		};
		expect(await code(`${body} `)).toBe('BODY_TOO_LARGE');
		expect(await code(body.replace('.', ''))).toBe('ENVELOPE_MALFORMED');
		expect(await code(body.replace('"pad":"......', '"a":1,"pad":"'))).toBe('ENVELOPE_MALFORMED');
		expect(await code('x'.repeat(ENVELOPE_BYTES))).toBe('ENVELOPE_MALFORMED');
		expect(await code(Buffer.alloc(ENVELOPE_BYTES, 0xff))).toBe('ENVELOPE_MALFORMED');
		expect(await code(new Uint8Array())).toBe('ENVELOPE_MALFORMED');
		expect(await rowsOf('b-1')).toHaveLength(0);
	});

	it('does not open when its seal is copied under another ballot, version or pool', async () => {
		const victim = JSON.parse(await rig.envelope('a-8')) as { enc: string; seal: string };
		const [row] = await (async () => {
			await rig.post(JSON.stringify(victim));
			return rowsOf('a-8');
		})();
		const secret = (await rig.context.keys.read(ROUND))!;
		const place = { purpose: 'pulse', roundId: ROUND };
		const open = async (over: object) =>
			openInbox(secret.sealPrivate, place, [{ ...row!, ...over }], random);
		expect(await open({})).toEqual({ voices: [{ ...VOICE, poolId: 'a' }], malformed: 0 });
		for (const over of [{ serial: await serialOf('a-0') }, { version: 2 }, { poolId: 'b' }])
			expect(await open(over)).toEqual({ voices: [], malformed: 1 });
	});

	it('is not yet taken by a round that has not opened', async () => {
		const { round } = (await rig.keyList()).rounds[1]!;
		expect(await rig.post(await rig.envelope('a-7', VOICE, 1, round))).toEqual([
			{ ok: false, code: 'ROUND_CLOSED' },
		]);
		expect(await rig.inbox(round)).toHaveLength(0);
	});

	it('is not acknowledged when the batch cannot be written, and is taken when sent again', async () => {
		await rig.pool.query('alter table inbox rename to inbox_away');
		const body = await rig.envelope('a-9');
		const lost = await rig.post(body);
		await rig.pool.query('alter table inbox_away rename to inbox');
		expect(lost).toEqual([{ ok: false, code: 'UNAVAILABLE' }]);
		expect(await rig.post(body)).toMatchObject([{ ok: true }]);
	});
});

describe('the batcher', () => {
	const held = { serial: 's', version: 1, poolId: 'a', seal: Buffer.alloc(593) };
	let keyListHash: string;
	beforeAll(async () => {
		keyListHash = (await rig.directory.find(ROUND))!.keyListHash;
	});
	const make = (capacity: number) =>
		createBatcher({
			db: rig.db,
			random,
			every: 0,
			capacity,
			dummies: async (roundId) => (await rig.directory.find(roundId))!.dummy,
		});

	it('refuses at once beyond what it may hold, and takes again after a batch', async () => {
		const batcher = make(2);
		const first = [1, 2].map((version) => batcher.add(ROUND, { ...held, version }, keyListHash));
		expect(await batcher.add(ROUND, held, keyListHash)).toEqual({ ok: false, code: 'UNAVAILABLE' });
		await batcher.flush();
		expect(await Promise.all(first)).toMatchObject([{ ok: true }, { ok: true }]);
		const next = batcher.add(ROUND, { ...held, version: 3 }, keyListHash);
		await batcher.flush();
		expect(await next).toMatchObject({ ok: true });
	});

	it('does not keep what was checked against a key list that is no longer in force', async () => {
		const batcher = make(9);
		const both = [
			batcher.add(ROUND, { ...held, serial: 'new' }, keyListHash),
			batcher.add(ROUND, { ...held, serial: 'old' }, 'former'),
		];
		await batcher.flush();
		expect(await Promise.all(both)).toMatchObject([{ ok: true }, { code: 'UNAVAILABLE' }]);
		const serials = (await rig.inbox()).map(({ serial }) => serial);
		expect(serials).toContain('new');
		expect(serials).not.toContain('old');
	});

	it('writes what it holds when it is stopped, and refuses from then on', async () => {
		const batcher = make(9);
		const last = batcher.add(ROUND, { ...held, version: 4 }, keyListHash);
		await batcher.stop();
		expect(await last).toMatchObject({ ok: true });
		expect(await batcher.add(ROUND, held, keyListHash)).toEqual({ ok: false, code: 'UNAVAILABLE' });
	});

	it('writes a single voice among dummies, in no order of arrival', async () => {
		const places: number[] = [];
		for (let i = 0; i < 12; i++) {
			const batcher = make(9);
			const serial = `lone-${i}`;
			void batcher.add(ROUND, { ...held, serial }, keyListHash);
			await batcher.flush();
			const { rows } = await rig.pool.query(
				`select serial from inbox where xmin = (select xmin from inbox where serial = $1) order by ctid`,
				[serial],
			);
			expect(rows).toHaveLength(MIN_BATCH);
			places.push(rows.findIndex((row: { serial: string }) => row.serial === serial));
		}
		// The same place twelve times in a row has a chance of 8^-11.
		expect(new Set(places).size).toBeGreaterThan(1);
	});
});

describe('the inbox', () => {
	it('holds no word of a voice, and dummies of the same size', async () => {
		const rows = await rig.inbox();
		expect(new Set(rows.map((row) => row.seal.length)).size).toBe(1);
		const { rows: raw } = await rig.pool.query('select inbox::text as line from inbox');
		for (const { line } of raw as { line: string }[])
			for (const word of ['fatigue', 'valence', 'dummy', Buffer.from('fatigue').toString('hex')])
				expect(line).not.toContain(word);
	});
});

describe('an answer', () => {
	it('has one size whatever it says', () => {
		const answers = [
			{ ok: true as const, value: null },
			...(['BALLOT_REFUSED', 'ENVELOPE_MALFORMED', 'UNAVAILABLE'] as const).map((code) => ({
				ok: false as const,
				code,
			})),
		].map(answerOf);
		for (const { body } of answers) expect(Buffer.byteLength(body)).toBe(ANSWER_BYTES);
		expect(answers.map(({ status }) => status)).toEqual([200, 403, 400, 503]);
	});
});
