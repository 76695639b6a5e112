import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '#contracts/canonical.ts';
import type { KeyList } from '#contracts/protocol.ts';
import { checkKeys, type PublishedKeys } from './check-keys.ts';

const list = (over: Partial<KeyList['rounds'][number]> = {}): KeyList => ({
	season: '2026-11',
	rounds: [
		{
			purpose: 'pulse',
			round: 'pulse:2026-11',
			period: '2026-11',
			opens: '2026-11-01',
			closes: '2026-12-01',
			sealKey: 'AAAA',
			pools: { b: 'BBBB', a: 'AAAA' },
			...over,
		},
	],
});
const hashOf = (keyList: KeyList) => createHash('sha256').update(canonical(keyList)).digest('hex');
const published = (keyList: KeyList, succeeded: PublishedKeys['succeeded'] = []) => ({
	keyList,
	hash: hashOf(keyList),
	succeeded,
});
const own = { season: '2026-11', keyListHash: hashOf(list()) };
const seen = (hash: string, ...restores: string[]) => ({ hash, restores });
const KEYS_DIFFER = { ok: false, code: 'KEYS_DIFFER' };

describe('the keys shown to a device', () => {
	it('are taken when the list has the hash that everybody is told', async () => {
		expect(await checkKeys([published(list())], own, [seen(own.keyListHash)])).toEqual({
			ok: true,
			value: list(),
		});
	});

	it('are refused when one key of one pool differs, under the right hash or its own', async () => {
		const unique = list({ pools: { a: 'AAAA', b: 'CCCC' } });
		expect(await checkKeys([{ ...published(unique), hash: own.keyListHash }], own)).toEqual(
			KEYS_DIFFER,
		);
		expect(await checkKeys([published(unique)], own)).toEqual(KEYS_DIFFER);
	});

	it('are refused when the person is told another hash than everybody', async () => {
		const told = { ...own, keyListHash: hashOf(list({ sealKey: 'CCCC' })) };
		expect(await checkKeys([published(list())], told)).toEqual(KEYS_DIFFER);
	});

	it('are refused when they changed since an earlier visit', async () => {
		expect(await checkKeys([published(list())], own, [seen('other')])).toEqual(KEYS_DIFFER);
	});

	it('may change where the ledger announced successors of the list that the device knew', async () => {
		const rounds = ['pulse:2026-11'];
		const announced = [
			{ hash: 'first', rounds },
			{ hash: 'second', rounds },
		];
		const now = published(list(), announced);
		for (const known of ['first', 'second', own.keyListHash])
			expect(await checkKeys([now], own, [seen(known)])).toMatchObject({ ok: true });
		expect(await checkKeys([now], own, [seen('first'), seen('unannounced')])).toEqual(KEYS_DIFFER);
	});

	it('may be others after a restore that is new to the device, and only then', async () => {
		const check = (remembered: ReturnType<typeof seen>, restores: string[]) =>
			checkKeys([published(list())], own, [remembered], restores);
		expect(await check(seen('lost'), ['r1'])).toMatchObject({ ok: true });
		expect(await check(seen('lost', 'r1'), ['r1'])).toEqual(KEYS_DIFFER);
		// The same backup once more: what the first restore told is lost with the rest.
		expect(await check(seen('lost', 'r1'), ['r2'])).toMatchObject({ ok: true });
		expect(await check(seen('lost', 'r1', 'r2'), ['r2', 'r3'])).toMatchObject({ ok: true });
	});

	it('are refused with a ledger from before a restore that the device knows', async () => {
		const remembered = [seen(own.keyListHash, 'r1')];
		expect(await checkKeys([published(list())], own, remembered, [])).toEqual(KEYS_DIFFER);
		expect(await checkKeys([published(list())], own, remembered, ['r1'])).toMatchObject({
			ok: true,
		});
	});

	it('are asked for again when the season is not among them', async () => {
		expect(await checkKeys([], own)).toEqual({ ok: false, code: 'UNAVAILABLE' });
	});
});
