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
const KEYS_DIFFER = { ok: false, code: 'KEYS_DIFFER' };

describe('the keys shown to a device', () => {
	it('are taken when the list has the hash that everybody is told', async () => {
		expect(await checkKeys([published(list())], own, [own.keyListHash])).toEqual({
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
		expect(await checkKeys([published(list())], own, ['other'])).toEqual(KEYS_DIFFER);
	});

	it('may change where the ledger announced successors of the list that the device knew', async () => {
		const rounds = ['pulse:2026-11'];
		const announced = [
			{ hash: 'first', rounds },
			{ hash: 'second', rounds },
		];
		const now = published(list(), announced);
		for (const known of ['first', 'second', own.keyListHash])
			expect(await checkKeys([now], own, [known])).toMatchObject({ ok: true });
		expect(await checkKeys([now], own, ['first', 'unannounced'])).toEqual(KEYS_DIFFER);
	});

	it('are asked for again when the season is not among them', async () => {
		expect(await checkKeys([], own)).toEqual({ ok: false, code: 'UNAVAILABLE' });
	});
});
